import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { StartError } from '@/lib/db/start-error.mjs'
import { identityPid, isAlive, ownIdentity } from './process-identity'

const waitMs = 120_000
const read = (file: string) => {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
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

/** Linking a complete file is atomic, so nobody reads a lock without its holder. */
function create(file: string, identity: string): boolean {
  const draft = `${file}.${identity}`
  try {
    writeFileSync(draft, identity)
    linkSync(draft, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return false
  } finally {
    rmSync(draft, { force: true })
  }
}

/** Moves a dead holder's lock aside; puts it back if another process took it over in the meantime. */
function takeAway(file: string, holder: string): void {
  const aside = `${file}.stale-${ownIdentity()}`
  try {
    renameSync(file, aside)
    if (read(aside) !== holder) linkSync(aside, file)
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
