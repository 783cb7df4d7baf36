import { rmSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { chooseDataFolder } from '@/lib/db/embedded/data-folder.mjs'
import { startEmbeddedPostgres } from '@/lib/db/embedded-postgres'
import { migrate } from '@/lib/db/migrate'
import { setDatabaseUrl } from '@/lib/env'

/** On a server that others test on too, each run has a database of its own. */
const databaseOn = (isShared: boolean) => (isShared ? `reassess_test_${process.pid}` : 'reassess_test')

/**
 * Gives the database tests a fresh, migrated database: on TEST_DATABASE_URL's server, or on an embedded one that runs
 * npm's PostgreSQL, or that of TEST_POSTGRES_BIN.
 */
export default async function setup(): Promise<() => Promise<void>> {
  // biome-ignore lint/style/noProcessEnv: these two settings are the test runner's and none of the app's.
  const { TEST_DATABASE_URL: given, TEST_POSTGRES_BIN: binFolder } = process.env
  const server = given ? { url: given, stop: async () => {} } : await startOwnServer(process.cwd(), binFolder)
  const name = databaseOn(Boolean(given))
  const url = await recreate(server.url, name)
  await migrate(url, process.cwd())
  setDatabaseUrl(url)
  return async () => {
    if (given) await drop(server.url, name)
    await server.stop()
  }
}

async function startOwnServer(projectRoot: string, binFolder: string | undefined) {
  const name = binFolder ? `test-postgres-${process.pid}` : 'test-postgres'
  const folder = path.join(chooseDataFolder(projectRoot, { DB_DURABLE: '0' }).folder, name)
  const { url, place, stop } = await startEmbeddedPostgres({ projectRoot, folder, isDurable: false, binFolder })
  if (!binFolder) return { url, stop }
  return { url, stop: () => stop().then(() => rmSync(place.folder, { recursive: true, force: true })) }
}

async function onServer(serverUrl: string, statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}

const dropping = (name: string) => `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`
const drop = (serverUrl: string, name: string) => onServer(serverUrl, [dropping(name)])

async function recreate(serverUrl: string, name: string): Promise<string> {
  await onServer(serverUrl, [dropping(name), `CREATE DATABASE ${name}`])
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return url.href
}
