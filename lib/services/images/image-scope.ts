import type { RunSummary } from '@/lib/contracts/runs/run'
import type { Db } from '@/lib/db/client'
import { type ImageScope, isNarrow } from '@/lib/db/images/image-filter-sql'
import { findImagesIfFew } from '@/lib/db/images/image-page-query'
import { keepsScoreBins } from '@/lib/db/runs/run-figures-query'
import { type ImageFilter, withoutRun } from '@/lib/domain/images/image-filter'
import { notFound } from '@/lib/errors'
import { findRunSummaries } from '@/lib/services/runs/list-runs'

/** Uses the latest run unless the filter names one. Without runs, conditions that need one are dropped. */
export async function imageScope(
  projectId: number,
  filter: ImageFilter,
  db: Db,
): Promise<{ scope: ImageScope; runs: RunSummary[]; run: RunSummary | null }> {
  const runs = await findRunSummaries(projectId, db, filter.run)
  const run = filter.run === null ? runs.at(0) : runs.find((known) => known.id === filter.run)
  if (filter.run !== null && !run) throw notFound('run')
  const hasScoreBins =
    run !== undefined && filter.score !== null && (await keepsScoreBins({ projectId, runId: run.id }, db))
  const held = run ? filter : withoutRun(filter)
  const scope = { projectId, runId: run?.id ?? null, filter: held, hasScoreBins, named: null }
  const named = held.name === '' || isNarrow(scope) ? null : await findImagesIfFew(scope, db)
  return {
    scope: { ...scope, named },
    runs,
    run: run ?? null,
  }
}
