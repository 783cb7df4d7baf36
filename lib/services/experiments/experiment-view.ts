import type { Experiment } from '@/lib/contracts/experiments'
import type { Db } from '@/lib/db/client'
import { type ExperimentRow, findExperiments } from '@/lib/db/experiments/experiment-query'
import { notFound } from '@/lib/errors'

export const experimentView = ({ createdAt, startedAt, stoppedAt, ...row }: ExperimentRow): Experiment => ({
  ...row,
  createdAt: createdAt.toISOString(),
  startedAt: startedAt?.toISOString() ?? null,
  stoppedAt: stoppedAt?.toISOString() ?? null,
})

/** Throws AppError `not-found` if there is no such experiment. */
export async function theExperiment(projectId: number, id: number, db: Db): Promise<Experiment> {
  const [row] = await findExperiments(projectId, id, db)
  if (!row) throw notFound('experiment')
  return experimentView(row)
}
