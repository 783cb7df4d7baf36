import { z } from 'zod'
import type { CopySession } from './copy-session'
import { getValue, runSql } from './sql'

/** How a bulk write holds to the rules of the tables: each row by itself, or all rows at once by a check of the caller's. */
export type RowChecks = 'each' | 'bulk'

/**
 * `bulk` where the role may switch off what the database checks row by row, as a superuser may. Elsewhere `each`.
 */
export async function possibleRowChecks(session: CopySession): Promise<RowChecks> {
  const may = await getValue(session, z.boolean())`SELECT current_setting('is_superuser') = 'on' AS may`
  return may ? 'bulk' : 'each'
}

/**
 * Writes rows without foreign keys and triggers being heeded, within the session's transaction. Whoever calls this must
 * check the rows before the end of the transaction, and hold locks on what they refer to. Constraints of the row alone,
 * uniqueness among them, are heeded all the same.
 */
export async function withoutRowChecks(session: CopySession, write: () => Promise<unknown>): Promise<void> {
  await runSql(session)`SET LOCAL session_replication_role = replica`
  await write()
  await runSql(session)`SET LOCAL session_replication_role = origin`
}
