import { rmSync } from 'node:fs'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { chooseDataFolder } from '@/lib/db/embedded/data-folder.mjs'
import { startEmbeddedPostgres } from '@/lib/db/embedded-postgres'
import { migrate } from '@/lib/db/migrate'
import { createDatabase, databaseUrl, dropDatabases, dropLeftovers } from './test-databases'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The server of this test run, and the migrated database on it that each test process copies. */
    testServer: { url: string; template: string }
  }
}

/**
 * Starts one server for the database tests, TEST_DATABASE_URL's or an embedded one with the programs of npm or
 * TEST_POSTGRES_BIN, and migrates one template database on it. Copying the template takes a fraction of the time of
 * migrating.
 */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  // biome-ignore lint/style/noProcessEnv: these two settings are the test runner's and none of the app's.
  const { TEST_DATABASE_URL: given, TEST_POSTGRES_BIN: binFolder } = process.env
  const server = given
    ? { url: given, stop: async () => {} }
    : await startOwnServer(process.cwd(), binFolder || undefined)
  const template = `reassess_test_${process.pid}`
  if (!given) await dropLeftovers(server.url)
  await createDatabase(server.url, template)
  await migrate(databaseUrl(server.url, template), process.cwd())
  provide('testServer', { url: server.url, template })
  return async () => {
    await dropDatabases(server.url, template)
    await server.stop()
  }
}

async function startOwnServer(projectRoot: string, binFolder: string | undefined) {
  const name = binFolder ? `test-postgres-${process.pid}` : 'test-postgres'
  const folder = path.join(chooseDataFolder(projectRoot, { DB_DURABLE: '0' }).folder, name)
  const { url, location, stop } = await startEmbeddedPostgres({ projectRoot, folder, isDurable: false, binFolder })
  if (!binFolder) return { url, stop }
  return { url, stop: () => stop().then(() => rmSync(location.folder, { recursive: true, force: true })) }
}
