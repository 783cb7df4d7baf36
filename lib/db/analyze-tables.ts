import { withCopySession } from './copy-session'
import type { CopyTable } from './copy-tables'

type AnalyzedTable = CopyTable | 'score' | 'run_image' | 'run_label'

/** Lets the planner see what has been loaded; without it, plans after a bulk load count on empty tables. */
export const analyzeTables = (tables: readonly AnalyzedTable[]) =>
  withCopySession(async (session) => {
    await session.query(`ANALYZE ${tables.join(', ')}`)
  })
