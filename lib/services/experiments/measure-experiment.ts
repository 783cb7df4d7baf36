import type { ExperimentEffect, MeasureExperimentInput } from '@/lib/contracts/experiments'
import { prisma } from '@/lib/db/client'
import { readExperimentRows } from '@/lib/db/experiments/read-experiment-rows'
import type { Actor } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'
import { type ComputeOf, here } from '@/lib/services/compute'
import { type ProgressHooks, reportProgress } from '@/lib/services/progress'
import { computeEffect } from './compute-effect'
import { experimentData } from './experiment-data'
import { theExperiment } from './read-experiment'

/** Excluded raters do not count. The worker stores the result. Throws AppError `conflict` without submissions. */
export async function measureExperiment(
  actor: Actor,
  { slug, experimentId, seed, replicates }: MeasureExperimentInput & { slug: string },
  {
    compute = here(computeEffect),
    onProgress,
    signal,
  }: ProgressHooks & { compute?: ComputeOf<typeof computeEffect> } = {},
): Promise<ExperimentEffect> {
  const { projectId } = await guardProject(actor, slug, 'admin')
  const { conditions } = await theExperiment(projectId, experimentId, prisma)
  const rows = await readExperimentRows(projectId, experimentId, (done, total) => {
    reportProgress({ onProgress, signal }, 'Reading answers', Math.min(done, total), total)
  })
  if (rows.assignments.id.length === 0)
    throw new AppError('conflict', 'No task of this experiment has been submitted yet, so there is nothing to measure.')
  const data = experimentData(rows, conditions.length)
  const figures = await compute(
    { data, seed, replicates },
    { signal, onProgress: (done, total) => onProgress?.('Resampling tasks', done, total) },
  )
  return {
    experimentId,
    conditions: figures.map((figure, index) => ({ condition: conditions[index]!.condition, ...figure })),
    tasks: data.taskCount,
    raters: new Set(rows.assignments.rater).size,
    seed,
    replicates,
  }
}
