import { z } from 'zod'
import { type CopySession, withCopySession } from './copy-session'
import type { CopyTable } from './copy-tables'
import { getValue, raw, runSql } from './sql'

export type AnalyzedTable = CopyTable | 'score' | 'run_image' | 'run_label' | 'prediction'

/** Lets the planner see what has been loaded; without it, plans after a bulk load count on empty tables. */
export const analyzeTables = (tables: readonly AnalyzedTable[]) =>
  withCopySession(async (session) => {
    await runSql(session)`ANALYZE ${raw(tables.join(', '))}`
  })

/**
 * Lets the planner see a table in the middle of a bulk load, and keeps autovacuum away from it until the end.
 *
 * An autovacuum that comes in between does not count rows that are not committed yet and notes that the table is empty.
 * Each check of a foreign key to it then reads the whole project instead of one index entry: minutes become hours.
 */
export async function analyzeWithin(session: CopySession, table: AnalyzedTable): Promise<void> {
  await runSql(session)`ANALYZE ${raw(table)}`
}

/** As `analyzeWithin`, where the planner believes that the table has fewer rows than are known to be in it. */
export async function analyzeIfGrown(session: CopySession, table: AnalyzedTable, rows: number): Promise<void> {
  const known = await getValue(session, z.number())`
    SELECT reltuples::float8 AS known FROM pg_class WHERE oid = ${table}::text::regclass`
  if (known < rows) await analyzeWithin(session, table)
}
