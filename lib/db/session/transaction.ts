import type { Db } from '@/lib/db/client'
import type { AuditAction } from '@/lib/domain/audit/audit-action'
import { AppError } from '@/lib/errors'
import { type Connection, newRow, runSql } from './sql'
import { isRetryable, sqlState } from './sql-state'

/** Runs `work` in a transaction of its own, or in the one that `db` is. */
export const inTransaction = <T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> =>
  '$transaction' in db ? db.$transaction(work) : work(db)

/** Runs `work` again, up to three times, when the database undid it because it stood in another transaction's way. */
export async function repeatOnConflict<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (attempt === 3 || !isRetryable(error)) throw error
    }
  }
}

/** Keys of locks that no row stands for; `join_as_rater` takes `raterNumbers` too. The second half of a key is the project, or 0 for the whole server. */
const lockKeys = {
  setup: 72_707_371,
  importStart: 72_707_370,
  release: 0x52454c,
  raterNumbers: 72_707_372,
  fileSweep: 72_707_374,
  rounds: 72_707_376,
  agreementPoints: 72_707_378,
  paces: 72_707_379,
  sizes: 72_707_380,
}

/**
 * Lets one change at a time be made that looks at all of a project or hands out its numbers, until the transaction ends.
 * Readers and raters are not kept waiting.
 */
export async function lockProject(on: Connection, projectId: number): Promise<void> {
  await runSql(on)`SELECT FROM project WHERE id = ${projectId}::int FOR NO KEY UPDATE`
}

/**
 * The same for a request, which cannot wait for a long import: AppError `conflict` after some seconds. Whoever waits behind
 * another waits twice as long, which must be less than `query_timeout` of the client.
 */
export async function lockProjectSoon(on: Connection, projectId: number): Promise<void> {
  await runSql(on)`SET LOCAL lock_timeout = '8s'`
  try {
    await lockProject(on, projectId)
  } catch (error) {
    if (sqlState(error) !== '55P03') throw error
    throw new AppError(
      'conflict',
      'Something long is being written to this project, such as an import on the command line. Nothing was changed. Try again when it is done.',
    )
  }
  await runSql(on)`SET LOCAL lock_timeout = DEFAULT`
}

/**
 * Lets one transaction at a time go past this point, for what has no row to lock or where the project's row is held by
 * long jobs. Ends with the transaction.
 */
export async function lockByKey(on: Connection, key: keyof typeof lockKeys, projectId = 0): Promise<void> {
  await runSql(on)`SELECT pg_advisory_xact_lock(${lockKeys[key]}::int, ${projectId}::int)`
}

export interface NewAuditEvent {
  /** Null for what concerns the whole server. */
  projectId: number | null
  /** Null when the command line or the worker did it. */
  userId: string | null
  action: AuditAction
  details: object
}

/** Adds to the audit trail in the transaction of what is recorded, so that neither is kept without the other. */
export async function writeAuditEvent(
  on: Connection,
  { projectId, userId, action, details }: NewAuditEvent,
): Promise<void> {
  await runSql(on)`
    INSERT INTO audit_event ${newRow({ projectId, userId, action, details: JSON.stringify(details) })}`
}
