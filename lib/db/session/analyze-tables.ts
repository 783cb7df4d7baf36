import { z } from 'zod'
import { type CopySession, withCopySession } from './copy-session'
import type { CopyTable } from './copy-tables'
import { getValue, raw, runSql } from './sql'

export type AnalyzedTable = CopyTable | 'score' | 'run_image' | 'run_label' | 'prediction'

/** Updates the planner's statistics after a bulk load; without this, queries are planned for empty tables. */
export const analyzeTables = (tables: readonly AnalyzedTable[]) =>
  withCopySession(async (session) => {
    await runSql(session)`ANALYZE ${raw(tables.join(', '))}`
  })

/**
 * Updates a table's statistics in the middle of a bulk load and keeps autovacuum away from it until the transaction
 * ends.
 *
 * An autovacuum during the load does not see uncommitted rows and records the table as empty. Each foreign key check
 * then scans the whole project instead of reading one index entry, which turns minutes into hours.
 */
export async function analyzeWithin(session: CopySession, table: AnalyzedTable): Promise<void> {
  await runSql(session)`ANALYZE ${raw(table)}`
}

/** As `analyzeWithin`, but only if the planner's estimate is below the known number of rows. */
export async function analyzeIfGrown(session: CopySession, table: AnalyzedTable, rows: number): Promise<void> {
  const known = await getValue(session, z.number())`
    SELECT reltuples::float8 AS known FROM pg_class WHERE oid = ${table}::text::regclass`
  if (known < rows) await analyzeWithin(session, table)
}
