import { readFileSync } from 'node:fs'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serverTables } from '@/lib/db/session/server-tables'
import { migrate } from './migrate'
import { createScratchDatabase } from './scratch-database'

/** Copied to every node: distributed tables refer to them, or they are looked up before the project is known. */
const referenceTables = ['app_user', 'project', 'invite']
const keptWhole = [...Object.keys(serverTables), 'invite']

/** Functions that a web server calls for a rater; each reads and writes rows of one project only. */
const hotPath = [
  ...['announce_tasks', 'join_as_rater', 'rating_screen', 'release_leases', 'renew_leases', 'reopen_assignment'],
  ...['set_rater_language', 'skip_and_lease', 'start_qualification_test', 'submit_and_lease'],
]
/** These still prevent such calls from running entirely on a project's node: see docs/scale.md. */
const integersFromSequences = ['assignment.id', 'suggestion.id']
/** Timers over all projects, and what requests ask before they know a project. They run on the coordinator. */
const functionsOfAllProjects = ['close_finished_batches', 'expire_leases', 'rater_access', 'session_account']
/** These only compute from their arguments and read no table. */
const pureFunctions = [
  'are_vote_counters_given',
  'golden_source_of',
  'is_project_being_restored',
  'ms_since_lease',
  'queue_key',
  'random_from_seed',
  'undo_reach',
]

let scratch: Awaited<ReturnType<typeof createScratchDatabase>>
let client: pg.Client

beforeAll(async () => {
  scratch = await createScratchDatabase(`reassess_citus_${process.pid}`)
  await migrate(scratch.url, process.cwd())
  client = new pg.Client({ connectionString: scratch.url })
  await client.connect()
})
afterAll(async () => {
  await client.end()
  await scratch.drop()
})

const rows = async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
  (await client.query<Row>(text, values)).rows
const names = async (text: string, values: unknown[] = []) =>
  (await rows<{ name: string }>(text, values)).map(({ name }) => name).sort()

const distributedTables = () =>
  names(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace
       AND relkind IN ('r', 'p') AND NOT relispartition AND relname <> ALL ($1)`,
    [keptWhole],
  )

describe('the schema can be distributed by project', () => {
  test('every table belongs to a project or is listed as a server table', async () => {
    const withoutProject = await names(`
      SELECT c.relname AS name FROM pg_class c
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND NOT EXISTS (
        SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'project_id' AND a.attnotnull)`)
    expect(withoutProject).toEqual(Object.keys(serverTables).sort())
  })

  test('every distributed table has a primary key, and all primary and unique keys contain the project', async () => {
    const tables = await distributedTables()
    const withKey = await names(
      `SELECT DISTINCT c.relname AS name FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
       WHERE i.indisprimary AND c.relname = ANY ($1)`,
      [tables],
    )
    expect(withKey).toEqual(tables)
    const withoutProject = await names(
      `SELECT i.indexrelid::regclass::text AS name FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
       WHERE i.indisunique AND c.relname = ANY ($1) AND NOT EXISTS (
         SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'project_id' AND a.attnum = ANY (i.indkey))`,
      [tables],
    )
    expect(withoutProject).toEqual([])
  })

  test('every foreign key pairs project with project, or refers to a reference table', async () => {
    const keys = await rows<{ name: string; refers: string; isPaired: boolean; onDelete: string }>(
      `SELECT conrelid::regclass || '.' || conname AS name, confrelid::regclass::text AS refers,
         confdeltype::text AS "onDelete", EXISTS (
           SELECT FROM unnest(conkey, confkey) AS pair (own, other)
           JOIN pg_attribute a ON a.attrelid = conrelid AND a.attnum = own AND a.attname = 'project_id'
           JOIN pg_attribute b ON b.attrelid = confrelid AND b.attnum = other AND b.attname = 'project_id'
         ) AS "isPaired"
       FROM pg_constraint WHERE contype = 'f' AND conparentid = 0 AND conrelid::regclass::text = ANY ($1)`,
      [await distributedTables()],
    )
    expect(keys.length).toBeGreaterThan(0)
    expect(keys.filter(({ isPaired, refers }) => !isPaired && !referenceTables.includes(refers))).toEqual([])
    // Citus would have to set the project to null.
    expect(keys.filter(({ onDelete }) => onDelete === 'n' || onDelete === 'd')).toEqual([])
  })

  test('no undistributed table refers to a distributed one', async () => {
    const keys = await names(
      `SELECT conname AS name FROM pg_constraint WHERE contype = 'f' AND conparentid = 0
         AND confrelid::regclass::text = ANY ($1) AND conrelid::regclass::text = ANY ($2)`,
      [await distributedTables(), keptWhole],
    )
    expect(keys).toEqual([])
  })

  test('every function on the hot path takes the project as first parameter', async () => {
    const found = await names(
      `SELECT proname AS name FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND proname = ANY ($1)
         AND proargnames[1] = 'p_project' AND proargtypes[0] = 'int4'::regtype`,
      [hotPath],
    )
    expect(found).toEqual(hotPath)
  })

  test('every other function takes the project, takes a row that has it, or is listed', async () => {
    const others = await names(`
      SELECT p.proname AS name FROM pg_proc p LEFT JOIN pg_type t ON t.oid = p.proargtypes[0]
      WHERE p.pronamespace = 'public'::regnamespace AND p.prorettype <> 'trigger'::regtype
        AND p.proargnames[1] IS DISTINCT FROM 'p_project'
        AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = t.typrelid AND a.attname = 'project_id')`)
    expect(others).toEqual([...functionsOfAllProjects, ...pureFunctions].sort())
  })

  test('numbers from sequences are bigint, except for the listed ones', async () => {
    const integers = await names(
      `SELECT c.relname || '.' || a.attname AS name
       FROM pg_attrdef d JOIN pg_class c ON c.oid = d.adrelid
       JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
       WHERE c.relname = ANY ($1) AND a.atttypid <> 'int8'::regtype AND pg_get_expr(d.adbin, d.adrelid) LIKE 'nextval(%'`,
      [await distributedTables()],
    )
    expect(integers).toEqual(integersFromSequences)
  })
})

/** Emulates psql: runs the results of `\gexec` queries, and ignores `\if` and `\endif`. */
async function runScript(script: string) {
  const text = script.replaceAll(/^(--.*|\\(if|endif).*)$/gm, '')
  for (const [, statement = '', end] of text.matchAll(/\s*([^;\\]+?)\s*(;|\\gexec)/g)) {
    const { rows: made } = await client.query<{ format: string }>(statement)
    if (end !== ';') for (const { format } of made) await client.query(format)
  }
}

const foreignKeys = () =>
  names(`SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) AS name
    FROM pg_constraint WHERE contype = 'f' AND conparentid = 0`)

test('the script distributes every table and every function on the hot path, and keeps every foreign key', async () => {
  const before = await foreignKeys()
  await client.query(`
    CREATE SCHEMA stand_in;
    CREATE TABLE stand_in.call (what text, name text, grouped text);
    CREATE FUNCTION stand_in.create_reference_table(t regclass) RETURNS void LANGUAGE sql AS
      $$ INSERT INTO stand_in.call VALUES ('reference', t) $$;
    CREATE FUNCTION stand_in.create_distributed_table(t regclass, by text, colocate_with text) RETURNS void LANGUAGE sql AS
      $$ INSERT INTO stand_in.call VALUES (by, t, colocate_with) $$;
    CREATE FUNCTION stand_in.create_distributed_function(f regprocedure, by text, colocate_with text) RETURNS void LANGUAGE sql AS
      $$ INSERT INTO stand_in.call SELECT by, proname, colocate_with FROM pg_proc WHERE oid = f $$;
    SET search_path = public, stand_in`)
  await runScript(readFileSync('docs/deploy/citus.sql', 'utf8'))
  const called = (what: string) => names('SELECT name FROM stand_in.call WHERE what = $1', [what])
  expect(await called('reference')).toEqual([...referenceTables].sort())
  expect(await called('project_id')).toEqual(await distributedTables())
  expect(await called('p_project')).toEqual(hotPath)
  expect(await names("SELECT name FROM stand_in.call WHERE grouped <> 'rater'")).toEqual(['rater'])
  const after = await foreignKeys()
  const isOfServer = (key: string) => keptWhole.includes(key.split(' ')[0] ?? '')
  expect(after).toEqual(before.map((key) => (isOfServer(key) ? key : key.replace(' ON UPDATE CASCADE', ''))).sort())
})
