import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest'
import { directDatabaseUrl } from '@/lib/env'
import { functionDrift } from './function-drift'
import { inspectDatabase } from './inspect-database'
import { migrate } from './migrate'
import { createScratchDatabase } from './scratch-database'
import { onServer } from './testing/test-databases'

const root = mkdtempSync(path.join(tmpdir(), 'reassess-functions-'))
const file = (name: string) => path.join(root, 'prisma/functions', `${name}.sql`)
const write = (name: string, sql: string) => writeFileSync(file(name), sql)
const answering = (type: string, value: string) =>
  `-- Answers.\nCREATE OR REPLACE FUNCTION answer() RETURNS ${type} LANGUAGE plpgsql AS $$\nBEGIN\n  RETURN ${value};\nEND $$;\n`

let scratch: Awaited<ReturnType<typeof createScratchDatabase>>
let client: pg.Client
const start = () => migrate(scratch.url, root)
const value = async (sql: string) => Object.values((await client.query(sql)).rows[0])[0]

beforeAll(async () => {
  scratch = await createScratchDatabase(`reassess_sql_functions_${process.pid}`)
  mkdirSync(path.join(root, 'prisma/migrations/1_first'), { recursive: true })
  writeFileSync(path.join(root, 'prisma/migrations/1_first/migration.sql'), 'CREATE TABLE thing (id int)')
  client = new pg.Client({ connectionString: scratch.url })
  await client.connect()
})

beforeEach(async () => {
  rmSync(path.dirname(file('answer')), { recursive: true, force: true })
  mkdirSync(path.dirname(file('answer')), { recursive: true })
  write('answer', answering('int', '1'))
  await start()
})

afterAll(async () => {
  await client.end()
  await scratch.drop()
  rmSync(root, { recursive: true })
})

test('reapplies a function only when its text changes, even with another type', async () => {
  expect(await start()).toEqual([])
  write('answer', answering('text', "'two'"))
  expect(await start()).toEqual(['answer'])
  expect(await value('SELECT answer()')).toBe('two')
})

test('drops a function with its triggers when its file is gone', async () => {
  write(
    'refuse',
    `CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no'; END $$;
     CREATE OR REPLACE TRIGGER thing_refused BEFORE INSERT ON thing FOR EACH ROW EXECUTE FUNCTION refuse();`,
  )
  await start()
  await expect(client.query('INSERT INTO thing VALUES (1)')).rejects.toThrow('no')
  rmSync(file('refuse'))
  expect(await start()).toEqual(['refuse'])
  await client.query('INSERT INTO thing VALUES (1)')
  expect(await value("SELECT count(*)::int FROM pg_proc WHERE proname = 'refuse'")).toBe(0)
})

test('creates SQL functions that call each other in any order', async () => {
  write('a_caller', 'CREATE OR REPLACE FUNCTION a_caller() RETURNS int LANGUAGE sql AS $$ SELECT z_called() $$;')
  write('z_called', 'CREATE OR REPLACE FUNCTION z_called() RETURNS int LANGUAGE sql AS $$ SELECT 7 $$;')
  await start()
  expect(await value('SELECT a_caller()')).toBe(7)
})

test('names file and line of what does not compile, and changes nothing', async () => {
  write('answer', answering('int', '2'))
  write('broken', `-- One.\n-- Two.\n${answering('int', '3 3').replace('answer()', 'broken()')}`)
  await expect(start()).rejects.toThrow('prisma/functions/broken.sql, line 6: syntax error at or near "3"')
  write('broken', answering('int', '3').replace('answer()', 'broken()').replace('BEGIN', 'DECLARE v no_type;\nBEGIN'))
  await expect(start()).rejects.toThrow('prisma/functions/broken.sql, line 3: type "no_type" does not exist')
  write('broken', answering('int', '3'))
  await expect(start()).rejects.toThrow('prisma/functions/broken.sql must create exactly one function, named broken')
  expect(await value('SELECT answer()')).toBe(1)
})

test('lets two servers start at once', async () => {
  write('answer', answering('int', '2'))
  const applied = await Promise.all([start(), start()])
  expect(applied.flat()).toEqual(['answer'])
  expect(await value('SELECT answer()')).toBe(2)
})

test('reports functions and triggers of the database that differ from the files', async () => {
  const other = await createScratchDatabase(`reassess_tampered_${process.pid}`)
  const tampering = new pg.Client({ connectionString: other.url })
  try {
    await migrate(other.url, process.cwd())
    expect(await functionDrift(other.url, process.cwd())).toEqual([])
    await tampering.connect()
    await tampering.query(
      `CREATE OR REPLACE FUNCTION announce_tasks(p_project int) RETURNS void LANGUAGE sql AS 'SELECT'`,
    )
    await tampering.query(
      'ALTER TABLE vote DISABLE TRIGGER vote_is_never_edited; DROP TRIGGER vote_counted_insert ON vote',
    )
    await tampering.query(
      `DROP FUNCTION close_finished_batches; CREATE FUNCTION extra() RETURNS int LANGUAGE sql AS 'SELECT 1'`,
    )
    expect(await functionDrift(other.url, process.cwd())).toEqual([
      'prisma/functions/announce_tasks.sql: the function or its triggers in the database do not match the file.',
      'prisma/functions/close_finished_batches.sql: the function is missing from the database.',
      'prisma/functions/count_votes.sql: the function or its triggers in the database do not match the file.',
      'The database has a function extra, but there is no file prisma/functions/extra.sql.',
      'prisma/functions/refuse_edited_vote.sql: the function or its triggers in the database do not match the file.',
    ])
  } finally {
    await tampering.end()
    await other.drop()
  }
})

test('are not compared for a role that may not create databases, whose database is inspected all the same', async () => {
  const role = `reader_${process.pid}`
  const url = new URL(directDatabaseUrl() ?? '')
  const asAdmin = (statement: string) => onServer(url.href, [statement])
  await asAdmin(`CREATE ROLE ${role} LOGIN PASSWORD 'x' IN ROLE pg_read_all_data`)
  onTestFinished(async () => void (await asAdmin(`DROP ROLE ${role}`)))
  const own = new URL(url)
  Object.assign(own, { username: role, password: 'x' })
  expect(await inspectDatabase(own.href, process.cwd())).toMatchObject({
    migrations: { missing: [], problem: null },
    functions: { differences: [], skipped: 'the role may not create a database' },
  })
})

test('drops nothing when the folder of functions is missing', async () => {
  rmSync(path.dirname(file('answer')), { recursive: true })
  await expect(start()).rejects.toThrow('prisma/functions')
  expect(await value('SELECT answer()')).toBe(1)
})
