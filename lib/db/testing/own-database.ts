import pg from 'pg'
import { afterAll, inject } from 'vitest'
import { setDatabaseUrl } from '@/lib/env'
import { createDatabase, databaseUrl } from './test-databases'

/**
 * Runs before each file of database tests. A test process has one database, because creating one and loading the code
 * takes longer than most files; each file empties it at its end, so that no file sees another's rows.
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
    // Turns off the triggers that refuse to delete published rows, and foreign keys, which would check each row.
    await client.query("SET session_replication_role = 'replica'")
    await client.query(emptyTables)
    await forgetRows(client)
  } finally {
    await client.end()
  }
})

/**
 * Makes the planner treat all tables as new: otherwise, after a large project, it expects one row for each later project
 * and chooses nested loops, which made tests up to eight times slower. Of a table that VACUUM found empty it expects so few
 * rows that any index seems good enough, which made an answer take 35 ms instead of 2.
 */
async function forgetRows(client: pg.Client) {
  const { rows } = await client.query<{ name: string }>(
    `WITH deleted AS (
       DELETE FROM pg_statistic WHERE starelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)
       RETURNING starelid
     ) SELECT DISTINCT starelid::regclass::text AS name FROM deleted`,
  )
  if (rows.length > 0) await client.query(`VACUUM ${rows.map(({ name }) => name).join(', ')}`)
  await client.query(
    `UPDATE pg_class SET reltuples = -1, relpages = 0, relallvisible = 0
     WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'i') AND reltuples <> -1`,
  )
}

/** Truncating all tables would recreate hundreds of files, but most test files leave rows in only a few tables. */
const emptyTables = `
DO $$
DECLARE
  own regclass[] := (
    SELECT array_agg(format('%I.%I', schemaname, tablename)::regclass) FROM pg_tables
    WHERE schemaname = 'public' AND tablename !~ '^_' OR tablename IN ('_private_jobs', '_private_job_queues')
  );
  one regclass;
  has_rows boolean;
BEGIN
  IF (SELECT sum(pg_relation_size(t)) FROM unnest(own) t) > 20000000 THEN
    EXECUTE 'TRUNCATE ' || array_to_string(own, ', ');
    RETURN;
  END IF;
  -- What is still being written would otherwise come after the deletion.
  EXECUTE 'LOCK TABLE ' || array_to_string(own, ', ') || ' IN SHARE ROW EXCLUSIVE MODE';
  FOREACH one IN ARRAY own LOOP
    EXECUTE format('SELECT EXISTS (SELECT FROM %s)', one) INTO has_rows;
    IF has_rows THEN EXECUTE format('DELETE FROM %s', one); END IF;
  END LOOP;
END $$`
