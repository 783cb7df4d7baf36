import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { StartError } from '@/lib/db/start-error.mjs'
import { identityPid, isAlive, ownIdentity } from './process-identity'

const waitMs = 120_000

/** Returns the holder of a lock, which earlier versions kept in a regular file; null without a lock. */
function read(file: string): string | null {
  for (const readHolder of [() => readlinkSync(file), () => readFileSync(file, 'utf8')])
    try {
      return readHolder()
    } catch {
      // Not this kind of file, or none.
    }
  return null
}

/** Serializes starting, adopting and stopping a server, and takes over the lock of a dead holder. */
export async function withStartLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const file = path.join(folder, 'start.lock')
  const mine = ownIdentity()
  const deadline = Date.now() + waitMs
  while (!create(file, mine)) {
    const holder = read(file)
    if (holder !== null && !isAlive(holder)) takeAway(file, holder)
    else if (Date.now() > deadline)
      throw new StartError(
        `Process ${identityPid(holder ?? '')} has been starting or stopping the database in ${folder} for two minutes. Stop that process and start again.`,
      )
    else await sleep(50)
  }
  try {
    return await work()
  } finally {
    rmSync(file, { force: true })
  }
}

/**
 * The lock is a symbolic link to the holder's identity: creating it is atomic, and needs no space on a full disk, where
 * the server must still be stopped.
 */
function create(file: string, identity: string): boolean {
  try {
    symlinkSync(identity, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return false
  }
}

/** Moves a dead holder's lock aside; puts it back if another process took it over in the meantime. */
function takeAway(file: string, holder: string): void {
  const aside = `${file}.stale-${ownIdentity()}`
  try {
    renameSync(file, aside)
    const taken = read(aside)
    if (taken !== null && taken !== holder) symlinkSync(taken, file)
  } catch {
    // Another process was faster; the next iteration reads its lock.
  } finally {
    rmSync(aside, { force: true })
  }
}

const usersFolder = (folder: string) => path.join(folder, 'users')

/** Records that this process uses the server of `folder`; returns the identity to pass to `removeServerUser`. */
export function addServerUser(folder: string): string {
  mkdirSync(usersFolder(folder), { recursive: true })
  const identity = ownIdentity()
  writeFileSync(path.join(usersFolder(folder), identity), '')
  return identity
}

/** Removes a user's record and those of dead processes; returns whether no process uses the server any more. */
export function removeServerUser(folder: string, identity: string): boolean {
  rmSync(path.join(usersFolder(folder), identity), { force: true })
  if (!existsSync(usersFolder(folder))) return true
  const others = readdirSync(usersFolder(folder))
  for (const other of others) if (!isAlive(other)) rmSync(path.join(usersFolder(folder), other), { force: true })
  return !others.some(isAlive)
}
