import { z } from 'zod'
import type { CopySession } from './copy-session'
import { getValue, runSql } from './sql'

/** `each` lets the database check each row; `bulk` leaves the checks to one query by the caller. */
export type RowChecks = 'each' | 'bulk'

/** Returns `bulk` if the role may disable row checks, as superusers may, else `each`. */
export async function possibleRowChecks(session: CopySession): Promise<RowChecks> {
  const may = await getValue(session, z.boolean())`SELECT current_setting('is_superuser') = 'on' AS may`
  return may ? 'bulk' : 'each'
}

/**
 * Runs `write` with foreign keys and triggers disabled in the session's transaction. The caller must check the rows
 * before the transaction ends and hold locks on everything they refer to. NOT NULL, CHECK and unique constraints still
 * apply.
 */
export async function withoutRowChecks(session: CopySession, write: () => Promise<unknown>): Promise<void> {
  await runSql(session)`SET LOCAL session_replication_role = replica`
  await write()
  await runSql(session)`SET LOCAL session_replication_role = origin`
}
