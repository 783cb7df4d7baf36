import { z } from 'zod'
import { type PreparedRun, prepareAggregation } from '@/lib/aggregation/registry'
import { type Db, prisma } from '@/lib/db/client'
import { AppError, notFound } from '@/lib/errors'

export interface ImpactRun {
  id: number
  inputHash: string
  threshold: number
  prepared: PreparedRun
}

const storedParameters = z.record(z.string(), z.unknown())

/** Returns the run, or the latest, with its own method and parameters, to be computed again. */
export async function impactRun(projectId: number, runId: number | null, db: Db = prisma): Promise<ImpactRun> {
  const run = await db.aggregationRun.findFirst({
    where: { projectId, ...(runId !== null && { id: runId }) },
    orderBy: { id: 'desc' },
    select: { id: true, method: true, parameters: true, inputHash: true, threshold: true },
  })
  if (!run && runId !== null) throw notFound('run')
  if (!run) throw new AppError('conflict', 'There are no results yet. Aggregate the votes first.')
  // The threshold and the bootstrap are stored with the method's parameters; the run has the threshold as a number.
  const { threshold: _, bootstrap: __, ...parameters } = storedParameters.parse(run.parameters)
  const { id, inputHash, threshold } = run
  return { id, inputHash, threshold, prepared: prepareAggregation(run.method, parameters) }
}
