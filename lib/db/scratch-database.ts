import pg from 'pg'
import { directDatabaseUrl } from '@/lib/env'
import { withClient } from './session/with-client'

/** Creates an empty database on the server in use, for temporary work. `drop` also ends its connections. */
export async function createScratchDatabase(
  name: string,
  main = directDatabaseUrl() ?? '',
): Promise<{ url: string; drop(): Promise<void> }> {
  const run = async (statement: string) => {
    await withClient(main, (client) => client.query(statement))
  }
  const quoted = pg.escapeIdentifier(name)
  await run(`CREATE DATABASE ${quoted}`)
  const url = new URL(main)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => run(`DROP DATABASE IF EXISTS ${quoted} WITH (FORCE)`) }
}
