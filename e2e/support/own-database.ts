import { rmSync } from 'node:fs'
import path from 'node:path'
import { startEmbeddedPostgres } from '@/lib/db/embedded-postgres'
import { debianPostgres } from '../../lib/db/embedded/debian-programs.mjs'
import { dataFolder } from './server'

/**
 * Starts a new external PostgreSQL: Debian's, or the embedded one if that is not installed. `connectTo(dataDir)` and
 * `postmasterPid(dataDir)` work with it too.
 */
export function startOwnDatabase(name: string) {
  rmSync(dataFolder(name), { recursive: true, force: true })
  return reopenOwnDatabase(name)
}

/** Starts PostgreSQL on existing data. */
export async function reopenOwnDatabase(name: string) {
  const dataDir = dataFolder(name)
  const { url, revive, stop } = await startEmbeddedPostgres({
    ...{ projectRoot: process.cwd(), folder: path.join(dataDir, 'postgres') },
    binFolder: debianPostgres(),
  })
  return { dataDir, url, revive, stop }
}
