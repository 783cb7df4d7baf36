import { existsSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type EmbeddedPostgres, startEmbeddedPostgres, withFreeSpace } from '@/lib/db/embedded-postgres'
import { inspectQueryLimits } from '@/lib/db/inspect-database'
import { migrate } from '@/lib/db/migrate'
import { StartError } from '@/lib/db/start-error.mjs'
import { directDatabaseUrl, env, setDatabaseUrl } from '@/lib/env'
import { startNode } from './child-process.mjs'

export interface Database {
  url: string
  /** Stops the embedded server unless another process uses it. */
  stop(): Promise<void>
  /** Restarts the embedded server whenever it stops. */
  keepRunning(report: (line: string) => void): void
}

/** Folder of everything that Reassess stores outside DATABASE_URL: embedded database, images, secrets. */
export const dataFolder = (projectRoot: string) => path.resolve(projectRoot, env.DATA_DIR ?? '.data')

/**
 * Returns the migrated database: that of DATABASE_URL, or the embedded one, which is started or adopted. Sets
 * DATABASE_URL for this process and its children, so modules that use the database must be imported afterwards.
 */
export async function startDatabase({
  projectRoot,
  whileOpening,
  report,
}: {
  projectRoot: string
  /** Called with the database that is being opened, so that an interrupted start can stop it. */
  whileOpening?: (opening: Promise<Database>) => void
  /** Prints what the start waits for. */
  report?: (line: string) => void
}): Promise<Database> {
  const isEmbedded = env.DATABASE_URL === undefined
  const opening = connect(projectRoot)
  whileOpening?.(opening)
  const database = await opening
  setDatabaseUrl(database.url)
  try {
    // Pages connect through the pooler, migrations past it: otherwise only the web server would fail, without a reason.
    if (env.DIRECT_DATABASE_URL) await inspectQueryLimits(database.url)
    await migrate(directDatabaseUrl() ?? database.url, projectRoot, report)
  } catch (error) {
    const explained = isEmbedded ? withFreeSpace(dataFolder(projectRoot), error) : error
    await database.stop()
    throw explained
  }
  return database
}

async function connect(projectRoot: string): Promise<Database> {
  if (env.DATABASE_URL) return { url: env.DATABASE_URL, stop: async () => {}, keepRunning: () => {} }
  if (env.DIRECT_DATABASE_URL)
    throw new StartError('DIRECT_DATABASE_URL is set but DATABASE_URL is not. Set both or neither.')
  const server = await startEmbeddedPostgres({
    projectRoot,
    folder: path.join(dataFolder(projectRoot), 'postgres'),
    isDurable: env.DB_DURABLE === '1',
  })
  const guard = guardAgainstKill(projectRoot, server)
  let isStopping = false
  return {
    url: server.url,
    stop: async () => {
      isStopping = true
      await server.stop()
      guard?.kill('SIGKILL')
    },
    keepRunning: (report) => void watch(server, () => isStopping, report),
  }
}

/** Starts a process that stops the server if this one is killed. */
function guardAgainstKill(projectRoot: string, { location, userId }: EmbeddedPostgres) {
  const program = path.join(projectRoot, 'dist/stop-database.mjs')
  if (!existsSync(program)) return null
  const guard = startNode(projectRoot, [program, location.folder, location.binFolder, userId], {}, { detached: true })
  guard.unref()
  guard.channel?.unref()
  return guard
}

async function watch(server: EmbeddedPostgres, isStopping: () => boolean, report: (line: string) => void) {
  for (;;) {
    await sleep(300, undefined, { ref: false })
    if (isStopping()) return
    if (server.isRunning()) continue
    report('The database stopped. Restarting it.')
    await server.revive().then(
      () => report('The database is running again.'),
      (error: Error) => report(error.message),
    )
  }
}
