import { createHash, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { explainProblem } from './database-problem'
import { fillCounters } from './fill-counters'
import { migrationNames, migrationsFolder } from './migration-names'
import { createdIndex, isConcurrent } from './migration-rules'
import { sqlState } from './session/sql-state'
import { inTransaction, withClient } from './session/with-client'
import { applyFunctions, readFunctions } from './sql-functions'
import { StartError } from './start-error.mjs'

/** The lock number of Prisma's own tool, so that it and we never migrate at the same time. */
const migrationLock = 72707369
export const oldestServer = 150_000

export interface Migration {
  name: string
  sql: string
  checksum: string
}
export interface Applied {
  migration_name: string
  checksum: string
  finished_at: Date | null
}

/** Prints a line about what a start waits for. */
type Report = (line: string) => void

/**
 * Brings a database to the state of prisma/migrations and prisma/functions, and the job queue to its own version, under
 * a lock: if two servers start at once, the second waits and finds nothing to do. Records migrations as `prisma migrate
 * deploy` does. Returns the names of what was applied. Throws StartError if the database is unreachable, too old, newer
 * than this code, or has an edited or failed migration, if a function does not compile, or if the address is that of a
 * pooler.
 */
export const migrate = (url: string, projectRoot: string, report?: Report): Promise<string[]> =>
  migrating(url, async (client) => {
    await refuseOldServer(client)
    await refuseSharedConnections(client, url)
    await lockMigrations(client, report)
    const applied = await applyMissing(client, readMigrations(projectRoot), report)
    const functions = await untilUnlocked(() => applyFunctions(client, readFunctions(projectRoot)))
    if (applied.length + functions.length > 0) await fillCounters(client)
    // Most commands load this file and never migrate.
    const { runMigrations } = await import('graphile-worker')
    await runMigrations({ connectionString: url })
    return [...applied, ...functions]
  })

const migrating = <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> =>
  withClient(
    { connectionString: url, application_name: 'reassess-migrate', connectionTimeoutMillis: 10_000 },
    work,
  ).catch(explainProblem(url))

/** Returns these migrations. Throws StartError if they are not the first of ours. */
export function firstMigrations(projectRoot: string, names: readonly string[]): Migration[] {
  const migrations = readMigrations(projectRoot).slice(0, names.length)
  if (names.some((name, at) => name !== migrations[at]?.name))
    throw new StartError('The backup was made by a newer version of Reassess. Update Reassess, then restore.')
  return migrations
}

/**
 * Empties a database and applies exactly these migrations, without functions and job queue, so that a backup from that
 * version can be loaded and then updated by `migrate`. Throws StartError as `migrate` and `firstMigrations` do.
 */
export async function rebuildDatabase(url: string, projectRoot: string, names: readonly string[]): Promise<void> {
  const migrations = firstMigrations(projectRoot, names)
  await migrating(url, async (client) => {
    await lockMigrations(client)
    await client.query('DROP SCHEMA IF EXISTS public, graphile_worker CASCADE')
    await client.query('CREATE SCHEMA public')
    await applyMissing(client, migrations)
  })
}

/** Waiting for a table lock blocks all later statements, also of raters: give up, let them pass, and try again. */
const longestLockWait = '2s'
const [firstPauseMs, maxPauseMs, maxTries] = [100, 5_000, 40]

async function untilUnlocked<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work()
    } catch (error) {
      const isInTheWay = ['55P03', '40P01'].includes(sqlState(error) ?? '')
      if (!isInTheWay || tries === maxTries) throw error
      await sleep(Math.min(maxPauseMs, firstPauseMs * 2 ** (tries - 1)))
    }
  }
}

/**
 * Serializes migrations, and lifts the role's statement limit so that none is cut short. Polls the lock instead of
 * waiting for it: a waiting statement holds a snapshot, and an index that the lock's holder builds concurrently would
 * wait for that snapshot to end.
 */
async function lockMigrations(client: pg.Client, report?: Report): Promise<void> {
  await client.query('SET statement_timeout = 0')
  for (let tries = 0; ; tries++) {
    const { rows } = await client.query<{ is_mine: boolean }>('SELECT pg_try_advisory_lock($1) AS is_mine', [
      migrationLock,
    ])
    if (rows[0]!.is_mine) break
    if (tries === 20) report?.('Another process is updating the database. Waiting for it.')
    await sleep(firstPauseMs)
  }
  await client.query(`SET lock_timeout = '${longestLockWait}'`)
}

export const readMigrations = (projectRoot: string): Migration[] =>
  migrationNames(projectRoot).map((name) => {
    const sql = readFileSync(path.join(migrationsFolder(projectRoot), name, 'migration.sql'), 'utf8')
    return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
  })

async function refuseOldServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ number: number; name: string }>(
    "SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS name",
  )
  if (rows[0]!.number < oldestServer)
    throw new StartError(
      `The server at DATABASE_URL is PostgreSQL ${rows[0]!.name}. Reassess needs version 15 or newer.`,
    )
}

/**
 * Throws StartError for a pooler that shares connections between transactions, because it would leave session locks to
 * other clients. Such a pooler gives two clients the same backend, or one client two backends.
 */
async function refuseSharedConnections(client: pg.Client, url: string): Promise<void> {
  const backend = async (of: pg.Client) =>
    (await of.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0]!.pid
  const isShared = await withClient({ connectionString: url, connectionTimeoutMillis: 10_000 }, async (other) => {
    const [first, second, again] = [await backend(client), await backend(other), await backend(client)]
    return first === second || first !== again
  })
  if (!isShared) return
  throw new StartError(
    `The server at ${new URL(url).host} is a pooler that shares connections between transactions. Set DIRECT_DATABASE_URL to the address of PostgreSQL itself, beside DATABASE_URL.`,
  )
}

async function applyMissing(client: pg.Client, migrations: Migration[], report?: Report): Promise<string[]> {
  await client.query(`CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id varchar(36) PRIMARY KEY NOT NULL, checksum varchar(64) NOT NULL, finished_at timestamptz,
    migration_name varchar(255) NOT NULL, logs text, rolled_back_at timestamptz,
    started_at timestamptz NOT NULL DEFAULT now(), applied_steps_count integer NOT NULL DEFAULT 0)`)
  const applied = await readApplied(client)
  const missing = missingMigrations(migrations, applied)
  if (applied.length > 0 && missing.length > 0)
    report?.('Updating the database to this version. With large tables this can take minutes.')
  for (const migration of missing)
    if (isConcurrent(migration.sql)) await applyAlone(client, migration)
    else await untilUnlocked(() => apply(client, migration))
  return missing.map(({ name }) => name)
}

/** Returns the migrations recorded in a database on which Reassess has been started. */
export async function readApplied(client: pg.Client): Promise<Applied[]> {
  const { rows } = await client.query<Applied>(
    'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL',
  )
  return rows
}

/** Returns the migrations that a database is missing. Throws StartError if its history contradicts ours. */
export function missingMigrations(migrations: Migration[], applied: Applied[]): Migration[] {
  const ours = new Map(migrations.map((migration) => [migration.name, migration]))
  for (const { migration_name: name, checksum, finished_at } of applied) {
    if (!finished_at)
      throw new StartError(
        `Migration ${name} failed earlier. Repair the database, then mark the migration with prisma migrate resolve.`,
      )
    const own = ours.get(name)
    if (!own)
      throw new StartError(
        `The database was made by a newer version of Reassess (it has migration ${name}). Update Reassess, or go back as docs/operations.md describes.`,
      )
    if (own.checksum !== checksum)
      throw new StartError(
        `Migration ${name} was edited after it was applied. Restore it, and put the change in a new migration.`,
      )
  }
  const done = new Set(applied.map((row) => row.migration_name))
  return migrations.filter(({ name }) => !done.has(name))
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  try {
    await inTransaction(client, async () => {
      await client.query(sql)
      await record(client, { name, checksum })
    })
  } catch (error) {
    if ((error as { code?: string }).code === '42501') throw error
    throw new StartError(`Migration ${name} failed and was rolled back: ${(error as Error).message}`, { cause: error })
  }
}

const record = (client: pg.Client, { name, checksum }: Omit<Migration, 'sql'>) =>
  client.query(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
     VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
    [randomUUID(), checksum, name],
  )

/**
 * Applies a migration that creates or drops an index concurrently, which PostgreSQL does not do in a transaction. First
 * drops what an interrupted attempt left, valid or not. May wait for long, because nothing queues behind it.
 */
async function applyAlone(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  try {
    await client.query('SET lock_timeout = 0')
    const index = createdIndex(sql)
    if (index) await client.query(`DROP INDEX CONCURRENTLY IF EXISTS ${pg.escapeIdentifier(index)}`)
    await client.query(sql)
    await record(client, { name, checksum })
    await client.query(`SET lock_timeout = '${longestLockWait}'`)
  } catch (error) {
    if ((error as { code?: string }).code === '42501') throw error
    throw new StartError(`Migration ${name} failed: ${(error as Error).message}`, { cause: error })
  }
}
