import type { Db } from '@/lib/db/client'
import type { AuditAction } from '@/lib/domain/audit/audit-action'
import { AppError, conflict } from '@/lib/errors'
import { accessTokenName } from '@/lib/telemetry/request-scope'
import { type Connection, newRow, runSql } from './sql'
import { isRetryable, sqlState } from './sql-state'

/** Runs `work` up to three times while serialization failures or deadlocks roll it back. */
export async function repeatOnConflict<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (attempt === 3 || !isRetryable(error)) throw error
    }
  }
}

/**
 * Runs `work` in a new transaction, again if a conflict rolls it back, or in `db` if that is a transaction already. So
 * `work` must have no effect outside its transaction, except one that may be repeated.
 */
export const inTransaction = <T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> =>
  '$transaction' in db ? repeatOnConflict(() => db.$transaction(work)) : work(db)

/**
 * `join_as_rater` uses `raterNumbers` too. The second half of a key is the project, or 0 for the whole server. Locks of
 * sessions have the numbers 72_707_377 (backups) and 72_707_383 (batches).
 */
const lockKeys = {
  owner: 72_707_371,
  importStart: 72_707_370,
  release: 0x52454c,
  raterNumbers: 72_707_372,
  fileSweep: 72_707_374,
  rounds: 72_707_376,
  agreementPoints: 72_707_378,
  paces: 72_707_379,
  sizes: 72_707_380,
  admins: 72_707_381,
  projectNames: 72_707_382,
  accessTokens: 72_707_384,
  uploads: 72_707_385,
}

/** Serializes changes that depend on a whole project or assign its numbers, without blocking readers and raters. */
export async function lockProject(on: Connection, projectId: number): Promise<void> {
  await runSql(on)`SELECT FROM project WHERE id = ${projectId}::int FOR NO KEY UPDATE`
}

/** Returns false if it could not lock the project in time. Then nothing else can be done in the transaction. */
export async function lockProjectWithin(on: Connection, projectId: number, seconds: number): Promise<boolean> {
  await runSql(on)`SELECT set_config('lock_timeout', ${`${seconds}s`}, true)`
  try {
    await lockProject(on, projectId)
  } catch (error) {
    if (sqlState(error) === '55P03') return false
    throw error
  }
  await runSql(on)`SET LOCAL lock_timeout = DEFAULT`
  return true
}

const projectIsLocked = 'A long import or other write to this project is in progress.'

/**
 * Locks a project for a request, which cannot wait for a long import: throws AppError `conflict` after 8 seconds. A
 * request queued behind another can wait twice as long, which must be less than the client's `query_timeout`.
 */
export async function lockProjectOrConflict(on: Connection, projectId: number): Promise<void> {
  if (await lockProjectWithin(on, projectId, 8)) return
  throw conflict(`${projectIsLocked} Nothing was changed. Try again when it is done.`)
}

/**
 * Locks a project for a request that can be sent again, such as an answer that the browser keeps: throws AppError
 * `unavailable` after 5 seconds, so that requests waiting for one project do not occupy all connections.
 */
export async function lockProjectOrUnavailable(on: Connection, projectId: number): Promise<void> {
  if (await lockProjectWithin(on, projectId, 5)) return
  throw new AppError('unavailable', `${projectIsLocked} Try again in a minute.`)
}

/** Takes a lock until the transaction ends, for what has no row to lock, or if long jobs hold the project's row. */
export async function lockByKey(on: Connection, key: keyof typeof lockKeys, projectId = 0): Promise<void> {
  await runSql(on)`SELECT pg_advisory_xact_lock(${lockKeys[key]}::int, ${projectId}::int)`
}

export interface NewAuditEvent {
  /** Null for events of the whole server. */
  projectId: number | null
  /** Null for the command line and the worker. */
  userId: string | null
  action: AuditAction
  details: object
}

/** Uses the transaction of the change, so that neither exists alone. Names the access token if a program made it. */
export async function writeAuditEvent(
  on: Connection,
  { projectId, userId, action, details }: NewAuditEvent,
): Promise<void> {
  const accessToken = accessTokenName()
  const all = accessToken === null ? details : { ...details, accessToken }
  await runSql(on)`
    INSERT INTO audit_event ${newRow({ projectId, userId, action, details: JSON.stringify(all) })}`
}
