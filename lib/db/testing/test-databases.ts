import pg from 'pg'
import { processIdentity } from '@/lib/db/embedded/process-identity'

export function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return url.href
}

/** Creates a database, replacing one of the same name, empty or as a copy of a template that has no connections. */
export const createDatabase = (serverUrl: string, name: string, template = 'template1') =>
  onServer(serverUrl, [dropping(name), `CREATE DATABASE ${name} TEMPLATE ${template}`])

export const dropDatabases = (serverUrl: string, prefix: string) =>
  dropWhere(serverUrl, (name) => name.startsWith(prefix))

/** Drops the databases of earlier test runs on this machine that did not clean up. */
export const dropLeftovers = (serverUrl: string) =>
  dropWhere(serverUrl, (name) => processIdentity(Number(name.split('_')[2])) === null)

async function dropWhere(serverUrl: string, isDropped: (name: string) => boolean): Promise<void> {
  const rows = await onServer<{ datname: string }>(serverUrl, [
    "SELECT datname FROM pg_database WHERE datname LIKE 'reassess\\_test\\_%'",
  ])
  await onServer(
    serverUrl,
    rows.filter(({ datname }) => isDropped(datname)).map(({ datname }) => dropping(datname)),
  )
}

const dropping = (name: string) => `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`

/** Runs statements on the database at an address and returns the rows of the last one. */
export async function onServer<Row extends pg.QueryResultRow>(serverUrl: string, statements: string[]) {
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  try {
    let rows: Row[] = []
    for (const statement of statements) ({ rows } = await client.query<Row>(statement))
    return rows
  } finally {
    await client.end()
  }
}
