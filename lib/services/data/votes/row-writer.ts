import type { CopyRow, CopySession } from '@/lib/db/session/copy-session'
import { analyzeWithin, type CopyTable, copyInto } from '@/lib/db/session/copy-tables'
import type { ProgressHooks } from '@/lib/services/progress'

const referredTo = new Set<CopyTable>(['class', 'image', 'candidate', 'rater'])

export class RowWriter {
  private done = 0

  constructor(
    private readonly session: CopySession,
    private readonly total: number,
    private readonly progress: ProgressHooks,
  ) {}

  /** Also analyzes tables that later ones refer to, for the query planner. */
  async write(table: CopyTable, rows: Iterable<CopyRow>) {
    await copyInto(this.session, table, this.counted(rows))
    if (referredTo.has(table)) await analyzeWithin(this.session, table)
    this.report()
  }

  readonly add = (rows: number) => {
    this.done += rows
    this.report()
  }

  private *counted(rows: Iterable<CopyRow>): Generator<CopyRow> {
    for (const row of rows) {
      yield row
      if (++this.done % 16_384 === 0) this.report()
    }
  }

  private report() {
    this.progress.signal?.throwIfAborted()
    this.progress.onProgress?.('Writing rows', Math.min(this.done, this.total), this.total)
  }
}
