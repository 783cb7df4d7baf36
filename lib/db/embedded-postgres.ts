import { randomBytes, randomInt } from 'node:crypto'
import { chownSync, existsSync, readFileSync, renameSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { npmBinaries } from './embedded/binaries'
import { prepareDatabaseFolder } from './embedded/database-folder.mjs'
import { clusterName, endOrphanedBackends } from './embedded/orphaned-backends'
import { serverAccount } from './embedded/server-account.mjs'
import {
  portIfFree,
  type RunningServer,
  runningServer,
  runTool,
  type ServerLocation,
  serverDataFolder,
} from './embedded/server-tools'
import { addServerUser, removeServerUser, withStartLock } from './embedded/start-lock'
import { isDiskFull } from './session/sql-state'
import { withClient } from './session/with-client'
import { StartError } from './start-error.mjs'

export interface EmbeddedOptions {
  /** The checkout, whose node_modules contain the server's programs. */
  projectRoot: string
  /** Holds the server's data, password, port and log. */
  folder: string
  database?: string
  /** False only in tests: no fsync, because the data may be lost. */
  isDurable?: boolean
  /** Folder of other PostgreSQL programs than npm's, such as /usr/lib/postgresql/15/bin. */
  binFolder?: string | undefined
}

export interface EmbeddedPostgres {
  url: string
  location: ServerLocation
  /** Identifies this process among the server's users. */
  userId: string
  isRunning(): boolean
  /** Starts the server again on the same port, so that `url` stays valid. */
  revive(): Promise<void>
  /** Stops the server unless another process uses it too. */
  stop(): Promise<void>
}

const reviveMs = 60_000

/** Starts the server that npm ships, or adopts one that already runs on the same data. */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const { database = 'reassess', isDurable = true } = options
  const { folder, account } = prepareDatabaseFolder(options.folder)
  const location = {
    folder,
    account,
    binFolder: options.binFolder ?? npmBinaries(options.projectRoot, folder, account),
  }
  const { userId, server, password } = await withStartLock(folder, async () => {
    const userId = addServerUser(folder)
    const server = await startOrAdopt(location, isDurable, null)
    const password = readFileSync(path.join(folder, 'password'), 'utf8').trim()
    await createDatabase(address(password, server.port, 'postgres'), database)
    return { userId, server, password }
  }).catch((error: unknown) => {
    throw withFreeSpace(folder, error)
  })
  return {
    url: address(password, server.port, database),
    location,
    userId,
    isRunning: () => runningServer(location) !== null,
    revive: () => withStartLock(folder, async () => void (await startOrAdopt(location, isDurable, server.port))),
    stop: () => stopServerIfUnused(location, userId),
  }
}

/**
 * Returns an error of a start as one that says how little space is left, unless there is enough. PostgreSQL without room
 * for the next 16 MB of its log crashes, and its clients only learn that the connection ended.
 */
export function withFreeSpace(folder: string, cause: unknown, enoughMb = 64): unknown {
  if (isDiskFull(cause))
    return new StartError(`The database in ${folder} could not be opened: the disk is full. Free some space.`, {
      cause,
    })
  const { bavail, bsize } = statfsSync(folder)
  const freeMb = Math.floor((bavail * bsize) / 1e6)
  if (freeMb >= enoughMb || !(cause instanceof Error)) return cause
  const reason = cause.message.replace(/\.?$/, '.')
  return new StartError(`${reason} Only ${freeMb} MB are free in ${folder}. Free some space and start again.`, {
    cause,
  })
}

/**
 * Removes a process from a server's users and stops the server if it was the last one. A server that restarts after a
 * crash, as on a full disk, may ignore a fast stop forever: then it is stopped at once, and recovers at its next start.
 */
export async function stopServerIfUnused(
  location: Omit<ServerLocation, 'account'>,
  userId: string,
  fastSeconds = 40,
): Promise<void> {
  await withStartLock(location.folder, async () => {
    if (!removeServerUser(location.folder, userId)) return
    const own = { ...location, account: serverAccount(path.join(location.folder, 'data')) }
    const stop = (mode: 'fast' | 'immediate', seconds: number) =>
      runTool(own, 'pg_ctl', ['-D', serverDataFolder(own), '-m', mode, '-w', '-t', String(seconds), 'stop'])
    await stop('fast', fastSeconds)
    if (runningServer(own)) await stop('immediate', 15)
  })
}

const address = (password: string, port: number, database: string) =>
  `postgresql://postgres:${password}@127.0.0.1:${port}/${database}`

/** `fixedPort` must be used again; if null, another port replaces one that is in use. */
async function startOrAdopt(
  location: ServerLocation,
  isDurable: boolean,
  fixedPort: number | null,
): Promise<RunningServer> {
  const deadline = Date.now() + reviveMs
  let failure = ''
  if (!runningServer(location)) await initialize(location, isDurable)
  while (Date.now() < deadline) {
    const running = runningServer(location)
    if (running?.isReady) return keepRunning(location, running)
    if (running) {
      await sleep(50)
      continue
    }
    failure = await launchOnFreePort(location, isDurable, fixedPort)
    // The last processes of a killed server may hold its memory for a moment.
    if (failure) {
      await refuseOtherMajorVersion(location)
      await sleep(500)
    }
  }
  throw new StartError(`The database in ${location.folder} did not start: ${failure || 'recovery did not finish'}.`)
}

/** Returns the error, or an empty text. */
async function launchOnFreePort(
  location: ServerLocation,
  isDurable: boolean,
  fixedPort: number | null,
): Promise<string> {
  // PostgreSQL trusts any live process with the number in this file, but we have checked that it is not a server.
  rmSync(path.join(serverDataFolder(location), 'postmaster.pid'), { force: true })
  await endOrphanedBackends(serverDataFolder(location))
  const port = await choosePort(location, fixedPort)
  return port === null ? `port ${fixedPort} is already in use` : launch(location, isDurable, port)
}

const portFile = ({ folder }: ServerLocation) => path.join(folder, 'port')

/** Returns the port of the last start; null if there is none, or if a full disk emptied the file. */
const lastPort = (location: ServerLocation): number | null =>
  existsSync(portFile(location)) ? Number(readFileSync(portFile(location), 'utf8')) || null : null

/** Writes nothing if the port is the same, so that commands can use a running server while the disk is full. */
function keepRunning(location: ServerLocation, server: RunningServer): RunningServer {
  if (lastPort(location) !== server.port) writeFileSync(portFile(location), `${server.port}\n`)
  return server
}

/** Initializes a folder beside the final one and renames it when complete, in case the start is interrupted. */
async function initialize(location: ServerLocation, isDurable: boolean): Promise<void> {
  const data = serverDataFolder(location)
  if (existsSync(path.join(data, 'PG_VERSION'))) return
  if (['base', 'global/pg_control'].some((part) => existsSync(path.join(data, part))))
    throw new StartError(
      `The database in ${data} has lost its file PG_VERSION, and perhaps others. Put back what was deleted; or move ${location.folder} to another place, start again, and restore a backup.`,
    )
  // Any other folder was never a database; keep it anyway, in case someone put it there.
  if (existsSync(data)) renameSync(data, `${data}.incomplete-${Date.now()}`)
  const draft = path.join(location.folder, 'data.draft')
  rmSync(draft, { recursive: true, force: true })
  const passwordFile = path.join(location.folder, 'password')
  writeFileSync(passwordFile, `${randomBytes(18).toString('base64url')}\n`, { mode: 0o600 })
  const { uid, gid } = location.account.ids
  if (uid !== undefined && gid !== undefined) chownSync(passwordFile, uid, gid)
  const made = await runTool(location, 'initdb', [
    ...['-D', draft, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`],
    ...['-E', 'UTF8', '--locale=C', ...(isDurable ? [] : ['--no-sync'])],
  ])
  if (made.status !== 0)
    throw new StartError(`Could not create the database in ${location.folder}: ${errorLine(made.output)}`)
  renameSync(draft, data)
}

/** Returns the error, or an empty text. */
async function launch(location: ServerLocation, isDurable: boolean, port: number): Promise<string> {
  const log = path.join(location.folder, 'postgres.log')
  if ((statSync(log, { throwIfNoEntry: false })?.size ?? 0) > 20_000_000) renameSync(log, `${log}.1`)
  const settings = [
    'max_connections=100',
    'shared_buffers=256MB',
    'max_wal_size=2GB',
    `cluster_name=${clusterName(serverDataFolder(location))}`,
    // A query whose client is gone ends within a second instead of holding its locks until it is done.
    ...(process.platform === 'win32' ? [] : ["unix_socket_directories=''", 'client_connection_check_interval=1s']),
    // Commits still reach the operating system, so tests may kill the server; they do not wait for the disk.
    ...(isDurable ? [] : ['fsync=off', 'full_page_writes=off']),
  ]
  const flags = [`-p ${port}`, '-h 127.0.0.1', ...settings.map((setting) => `-c ${setting}`)].join(' ')
  const started = await runTool(
    location,
    'pg_ctl',
    ['-D', serverDataFolder(location), '-w', '-t', '300', '-s', '-l', log, '-o', flags, 'start'],
    true,
  )
  if (started.status === 0) return ''
  return existsSync(log) ? `${lastLine(readFileSync(log, 'utf8'))} (see ${log})` : lastLine(started.output)
}

async function choosePort(location: ServerLocation, fixedPort: number | null): Promise<number | null> {
  if (fixedPort !== null) return portIfFree(fixedPort)
  const last = lastPort(location)
  let port = last === null ? null : await portIfFree(last)
  // Below the range of ephemeral ports.
  while (port === null) port = await portIfFree(randomInt(20_000, 30_000))
  return port
}

/** Throws StartError if the data belong to another major version, because then retrying is pointless. */
async function refuseOtherMajorVersion(location: ServerLocation): Promise<void> {
  const made = readFileSync(path.join(serverDataFolder(location), 'PG_VERSION'), 'utf8').trim()
  const { output } = await runTool(location, 'postgres', ['--version'])
  const major = /(\d+)\.\d+/.exec(output)?.[1]
  if (!major || major === made) return
  throw new StartError(
    `The data in ${location.folder} is from PostgreSQL ${made}, but this installation has PostgreSQL ${major}. Make a backup with the version of Reassess that used it last (npx reassess backup), move ${location.folder} elsewhere, and restore the backup with this version.`,
  )
}

/** The first line with an error: what follows it is about cleaning up. */
const errorLine = (text: string) => /^.*\b(error|FATAL|PANIC):.*$/m.exec(text)?.[0] ?? lastLine(text)

const lastLine = (text: string) => text.trim().split('\n').at(-1) ?? ''

const createDatabase = (url: string, name: string) =>
  withClient(url, async (client) => {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name])
    if (!rowCount) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`)
  })
