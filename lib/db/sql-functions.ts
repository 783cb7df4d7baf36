import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type pg from 'pg'
import { inTransaction } from './session/with-client'
import { StartError } from './start-error.mjs'

export interface SqlFunction {
  /** Name of the function, and of its file. */
  name: string
  sql: string
  hash: string
}

/** Where PostgreSQL located the error. */
interface SqlError extends Error {
  code?: string
  position?: string
  where?: string
}

const functionsFolder = 'prisma/functions'
export const fileOf = (name: string) => `${functionsFolder}/${name}.sql`

export function readFunctions(projectRoot: string): SqlFunction[] {
  const folder = path.join(projectRoot, functionsFolder)
  return readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => {
      const sql = readFileSync(path.join(folder, file), 'utf8')
      return { name: file.slice(0, -'.sql'.length), sql, hash: createHash('sha256').update(sql).digest('hex') }
    })
}

/**
 * Makes a database's functions and triggers match prisma/functions in one transaction: replaces what has changed since
 * it was last applied, and drops what has no file any more. The caller holds the migration lock. Returns the names of
 * applied and dropped functions. Throws StartError with file and line if a function does not compile.
 */
export async function applyFunctions(client: pg.Client, functions: SqlFunction[]): Promise<string[]> {
  await client.query('CREATE TABLE IF NOT EXISTS _sql_function (name text PRIMARY KEY, hash text NOT NULL)')
  const { rows } = await client.query<{ name: string; hash: string }>('SELECT name, hash FROM _sql_function')
  const applied = new Map(rows.map(({ name, hash }) => [name, hash]))
  const changed = functions.filter(({ name, hash }) => applied.get(name) !== hash)
  const names = new Set(functions.map(({ name }) => name))
  const gone = [...applied.keys()].filter((name) => !names.has(name))
  if (changed.length + gone.length === 0) return []

  await inTransaction(client, async () => {
    for (const name of gone) await drop(client, name)
    await replace(client, changed)
  })
  return [...changed.map(({ name }) => name), ...gone].sort()
}

async function replace(client: pg.Client, functions: SqlFunction[]): Promise<void> {
  await client.query('SET LOCAL check_function_bodies = off')
  for (const fn of functions) await replaceOne(client, fn)
  // Checks bodies once all functions exist, so that their order does not matter.
  await client.query('SET LOCAL check_function_bodies = on')
  for (const fn of functions) await create(client, fn)
  for (const { name, hash } of functions) {
    if ((await countNamed(client, name)) !== 1)
      throw new StartError(`${fileOf(name)} must create exactly one function, named ${name}.`)
    await client.query(
      'INSERT INTO _sql_function (name, hash) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET hash = EXCLUDED.hash',
      [name, hash],
    )
  }
}

async function countNamed(client: pg.Client, name: string): Promise<number> {
  const { rows } = await client.query(
    "SELECT FROM pg_proc WHERE proname = $1 AND pronamespace = 'public'::regnamespace",
    [name],
  )
  return rows.length
}

/**
 * Replaces a function in place if possible: a server that is calling it continues, and triggers change without blocking
 * readers. PostgreSQL refuses another return type or other names of parameters (42P13), and takes other types of
 * parameters for another function; in these cases the old function is dropped first.
 */
async function replaceOne(client: pg.Client, fn: SqlFunction): Promise<void> {
  await client.query('SAVEPOINT in_place')
  const isDone = await create(client, fn).then(
    async () => (await countNamed(client, fn.name)) === 1,
    (error: Error) => {
      if ((error.cause as SqlError | undefined)?.code === '42P13') return false
      throw error
    },
  )
  if (!isDone) {
    await client.query('ROLLBACK TO SAVEPOINT in_place')
    await drop(client, fn.name)
    await create(client, fn)
  }
  await client.query('RELEASE SAVEPOINT in_place')
  await dropTriggers(client, fn.name, triggersIn(fn.sql))
}

const triggersIn = (sql: string) =>
  [...sql.matchAll(/\bCREATE (?:OR REPLACE )?(?:CONSTRAINT )?TRIGGER "?(\w+)"?/gi)].map(([, name]) => name!)

/** Drops the triggers that call a function, except those to keep. */
async function dropTriggers(client: pg.Client, name: string, kept: string[]): Promise<void> {
  const { rows } = await client.query<{ statement: string }>(
    `SELECT format('DROP TRIGGER %I ON %s', t.tgname, t.tgrelid::regclass) AS statement
     FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
     WHERE p.proname = $1 AND p.pronamespace = 'public'::regnamespace AND t.tgparentid = 0 AND t.tgname <> ALL ($2)`,
    [name, kept],
  )
  for (const { statement } of rows) await client.query(statement)
}

async function create(client: pg.Client, { name, sql }: SqlFunction): Promise<void> {
  try {
    await client.query(sql)
  } catch (error) {
    const { code, message } = error as SqlError
    if (code === '42501') throw error
    throw new StartError(`${fileOf(name)}, line ${lineOfError(sql, error as SqlError)}: ${message}`, { cause: error })
  }
}

/** Without CASCADE, so that an index or constraint that uses the function is not dropped with it. */
async function drop(client: pg.Client, name: string): Promise<void> {
  await dropTriggers(client, name, [])
  const { rows } = await client.query<{ statement: string }>(
    `SELECT format('DROP FUNCTION %s', oid::regprocedure) AS statement FROM pg_proc
     WHERE proname = $1 AND pronamespace = 'public'::regnamespace`,
    [name],
  )
  for (const { statement } of rows) await client.query(statement)
  await client.query('DELETE FROM _sql_function WHERE name = $1', [name])
}

/** PostgreSQL reports a position in the file, or a line of the body, whose first line follows AS $$. */
export function lineOfError(sql: string, { position, where }: Pick<SqlError, 'position' | 'where'>): number {
  const lineAt = (offset: number) => sql.slice(0, offset).split('\n').length
  if (position)
    return lineAt(
      Array.from(sql)
        .slice(0, Number(position) - 1)
        .join('').length,
    )
  const bodyLine = Number(/near line (\d+)/.exec(where ?? '')?.[1] ?? 1)
  return lineAt(Math.max(sql.indexOf('$$'), 0)) + bodyLine - 1
}
