import { existsSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@/lib/db/embedded-postgres'
import { migrate } from '@/lib/db/migrate'
import { StartError } from '@/lib/db/start-error.mjs'
import { directDatabaseUrl, env, setDatabaseUrl } from '@/lib/env'
import { startNode } from './child-process.mjs'

export interface Database {
  url: string
  /** Whether it is our own server, which ends with the app. */
  isEmbedded: boolean
  /** Stops what was brought up, unless another process uses it too. */
  stop(): Promise<void>
  /** From now on starts the embedded server again whenever it is gone. */
  keepRunning(report: (line: string) => void): void
}

/** Everything that Reassess keeps outside DATABASE_URL: embedded database, images, secrets. */
export const dataFolder = (projectRoot: string) => path.resolve(projectRoot, env.DATA_DIR ?? '.data')

/**
 * The database to work on, migrated: that of DATABASE_URL, or the embedded one, brought up or adopted. Sets
 * DATABASE_URL for this process and its children: import whatever uses the database only afterwards.
 */
export async function startDatabase({ projectRoot }: { projectRoot: string }): Promise<Database> {
  const database = await connect(projectRoot)
  setDatabaseUrl(database.url)
  try {
    await migrate(directDatabaseUrl() ?? database.url, projectRoot)
  } catch (error) {
    await database.stop()
    throw error
  }
  return database
}

async function connect(projectRoot: string): Promise<Database> {
  if (env.DATABASE_URL) return { url: env.DATABASE_URL, isEmbedded: false, stop: async () => {}, keepRunning: () => {} }
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
    isEmbedded: true,
    stop: async () => {
      isStopping = true
      await server.stop()
      guard?.kill('SIGKILL')
    },
    keepRunning: (report) => void watch(server, () => isStopping, report),
  }
}

/** A process of its own that stops the server when this one is killed and cannot do it. */
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
