import pg from 'pg'
import { afterAll, inject } from 'vitest'
import { setDatabaseUrl } from '@/lib/env'
import { createDatabase, databaseUrl } from './test-databases'

/**
 * Runs before each file of database tests. A test process has one database, because making one and loading the code
 * takes longer than most files do; each file empties it afterwards, and so never meets the rows of another.
 */
const { url, template } = inject('testServer')
const name = `${template}_${process.pid}`
const shared = globalThis as typeof globalThis & { testDatabaseIsMade?: boolean }

if (!shared.testDatabaseIsMade) {
  await createDatabase(url, name, template)
  setDatabaseUrl(databaseUrl(url, name))
  shared.testDatabaseIsMade = true
}

afterAll(async () => {
  const client = new pg.Client({ connectionString: databaseUrl(url, name) })
  await client.connect()
  try {
    const { rows } = await client.query<{ names: string }>(tablesOfTheProduct)
    // Triggers that refuse to delete what is published are for users.
    await client.query("SET session_replication_role = 'replica'")
    await client.query(`TRUNCATE ${rows[0]?.names}`)
  } finally {
    await client.end()
  }
})

const tablesOfTheProduct = `
  SELECT string_agg(format('%I.%I', schemaname, tablename), ', ') AS names FROM pg_tables
  WHERE schemaname = 'public' AND tablename !~ '^_' OR tablename IN ('_private_jobs', '_private_job_queues')`
