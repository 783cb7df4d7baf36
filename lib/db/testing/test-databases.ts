import pg from 'pg'
import { processIdentity } from '@/lib/db/embedded/process-identity'

/** The address of another database on the same server. */
export function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return url.href
}

/** Makes a database, empty or as a copy of a template that nobody is connected to, in place of one of the same name. */
export const createDatabase = (serverUrl: string, name: string, template = 'template1') =>
  onServer(serverUrl, [dropping(name), `CREATE DATABASE ${name} TEMPLATE ${template}`])

/** Drops the databases whose name begins with `prefix`. */
export const dropDatabases = (serverUrl: string, prefix: string) =>
  dropWhere(serverUrl, (name) => name.startsWith(prefix))

/** Drops the databases of test runs on this machine that ended without doing so. */
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

/** Runs statements on the database of an address and returns what the last one found. */
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
