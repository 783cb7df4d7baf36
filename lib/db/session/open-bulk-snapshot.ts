import type { CopySession } from './copy-session'
import { runSql } from './sql'

/**
 * Makes the session's transaction one snapshot that is only read from, for queries that read whole tables to their end. The
 * planner takes keys of several columns for much rarer than they are, and cursors for left early: both would have it look
 * up a million rows one by one.
 */
export async function openBulkSnapshot(session: CopySession): Promise<void> {
  await runSql(session)`SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY`
  await runSql(session)`SET LOCAL enable_nestloop = off`
  await runSql(session)`SET LOCAL cursor_tuple_fraction = 1`
  // Sorting a million votes in memory is faster than on disk, and this ends with the transaction.
  await runSql(session)`SET LOCAL work_mem = '64MB'`
}
