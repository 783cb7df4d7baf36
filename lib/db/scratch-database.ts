import pg from 'pg'
import { directDatabaseUrl } from '@/lib/env'
import { withClient } from './session/with-client'

/** Comment of every scratch database: those that killed processes left are found by it, and no other is dropped. */
const mark = 'Temporary database of Reassess, dropped when nothing uses it'

async function dropUnused(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT datname AS name FROM pg_database d WHERE shobj_description(oid, 'pg_database') = $1
       AND NOT EXISTS (SELECT FROM pg_stat_activity WHERE datid = d.oid)`,
    [mark],
  )
  for (const { name } of rows)
    await client.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)}`).catch(() => {})
}

/** Creates an empty database for temporary work, and drops those of killed processes. `drop` ends its connections. */
export async function createScratchDatabase(
  name: string,
  main = directDatabaseUrl() ?? '',
): Promise<{ url: string; drop(): Promise<void> }> {
  const quoted = pg.escapeIdentifier(name)
  const url = new URL(main)
  url.pathname = `/${name}`
  const user = new pg.Client({ connectionString: url.href })
  user.on('error', () => {})
  await withClient(main, async (client) => {
    await dropUnused(client)
    await client.query(`CREATE DATABASE ${quoted}`)
    try {
      // Connected before the database has its mark, so that no other process takes it for an unused one.
      await user.connect()
      await client.query(`COMMENT ON DATABASE ${quoted} IS ${pg.escapeLiteral(mark)}`)
    } catch (error) {
      await client.query(`DROP DATABASE IF EXISTS ${quoted} WITH (FORCE)`).catch(() => {})
      throw error
    }
  })
  return {
    url: url.href,
    drop: async () => {
      await user.end().catch(() => {})
      await withClient(main, (client) => client.query(`DROP DATABASE IF EXISTS ${quoted} WITH (FORCE)`))
    },
  }
}
