import type pg from 'pg'
import { messageOf } from '@/lib/errors'
import { explainProblem } from './database-problem'
import { functionDrift } from './function-drift'
import { missingMigrations, oldestServer, readApplied, readMigrations } from './migrate'
import {
  findNewestFactor,
  findSomeImageHashes,
  isOwnerMissing,
  readServerClock,
  readWorkers,
  type SealedFactor,
} from './session/server-state'
import type { Sql } from './session/sql'
import { sqlState } from './session/sql-state'
import { withClient } from './session/with-client'
import { StartError } from './start-error.mjs'

export interface DatabaseState {
  version: string
  isTooOld: boolean
  /** How far the server's clock is ahead of ours, give or take half the round-trip time. */
  clockAheadMs: number
  /** Null if Reassess was never started on it; otherwise `problem` describes a contradiction in its migrations. */
  migrations: { missing: string[]; problem: string | null } | null
  /** One sentence for each SQL function that differs from its file; or why none was compared, or could be. */
  functions: { differences: string[]; skipped?: string; failure?: string }
  workers: number
  waitingSeconds: number | null
  /** Whether there are accounts, and none of them owns the server. */
  isOwnerMissing: boolean
  /** A few images that should have files. */
  imageHashes: string[]
  newestFactor: SealedFactor | null
}

/** Limits that PostgreSQL enforces on a connection, in milliseconds; 0 for none. */
export interface QueryLimits {
  statementMs: number
  idleInTransactionMs: number
}

/** Reads the limits of a connection through a pooler. Throws StartError if it cannot be reached. */
export const inspectQueryLimits = (url: string): Promise<QueryLimits> =>
  onConnection(url, async (client) => {
    const limitOf = (name: string) => `(SELECT setting::int FROM pg_settings WHERE name = '${name}')`
    const { rows } = await client.query<QueryLimits>(
      `SELECT ${limitOf('statement_timeout')} AS "statementMs",
         ${limitOf('idle_in_transaction_session_timeout')} AS "idleInTransactionMs"`,
    )
    return rows[0]!
  })

const onConnection = <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const limits = { connectionTimeoutMillis: 5_000, query_timeout: 10_000 }
  return withClient({ connectionString: url, application_name: 'reassess-doctor', ...limits }, work).catch(
    explainProblem(url),
  )
}

async function compareFunctions(url: string, projectRoot: string): Promise<DatabaseState['functions']> {
  try {
    return { differences: await functionDrift(url, projectRoot) }
  } catch (error) {
    if (sqlState(error) === '42501') return { differences: [], skipped: 'the role may not create a database' }
    return { differences: [], failure: messageOf(error) }
  }
}

/**
 * Reads the state of a database without changing it. Throws StartError if it cannot be reached. Without `hasRoom`, it
 * does not create the scratch database that functions are compared with.
 */
export const inspectDatabase = (url: string, projectRoot: string, { hasRoom = true } = {}): Promise<DatabaseState> =>
  onConnection(url, async (client) => {
    const on = { run: (statement: Sql) => client.query(statement.text, statement.values) }
    const askedAt = Date.now()
    const { version, versionNumber, clock } = await readServerClock(on)
    const server = {
      version,
      isTooOld: versionNumber < oldestServer,
      clockAheadMs: Math.round(clock - (askedAt + Date.now()) / 2),
    }
    const { rows } = await client.query<{ is_used: boolean }>(
      "SELECT to_regclass('public._prisma_migrations') IS NOT NULL AS is_used",
    )
    const functions = { differences: [] }
    const unknown = {
      functions,
      workers: 0,
      waitingSeconds: null,
      isOwnerMissing: false,
      imageHashes: [],
      newestFactor: null,
    }
    if (!rows[0]?.is_used) return { ...server, migrations: null, ...unknown }
    const migrations = compare(projectRoot, await readApplied(client))
    // The functions of another version differ anyway.
    if (migrations.missing.length > 0 || migrations.problem !== null) return { ...server, migrations, ...unknown }
    return {
      ...server,
      migrations,
      ...(await readWorkers(on)),
      functions: hasRoom
        ? await compareFunctions(url, projectRoot)
        : { ...functions, skipped: 'the disk has no room for a scratch database' },
      isOwnerMissing: await isOwnerMissing(on),
      imageHashes: await findSomeImageHashes(on),
      newestFactor: await findNewestFactor(on),
    }
  })

function compare(projectRoot: string, applied: Awaited<ReturnType<typeof readApplied>>) {
  try {
    return { missing: missingMigrations(readMigrations(projectRoot), applied).map(({ name }) => name), problem: null }
  } catch (error) {
    if (!(error instanceof StartError)) throw error
    return { missing: [], problem: error.message }
  }
}
