import { type Experiment, type ExperimentDetail, experimentEffect } from '@/lib/contracts/experiments'
import { type Db, prisma } from '@/lib/db/client'
import { findExperiments } from '@/lib/db/experiments/experiment-query'
import type { Actor } from '@/lib/domain/permissions'
import { notFound } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'

export async function theExperiment(projectId: number, id: number, db: Db): Promise<Experiment> {
  const [row] = await findExperiments(projectId, id, db)
  if (!row) throw notFound('experiment')
  return row
}

/** Newest first, with the number of assignments in each condition. */
export async function listExperiments(actor: Actor, slug: string): Promise<Experiment[]> {
  const { projectId } = await guardProject(actor, slug, 'admin')
  return findExperiments(projectId)
}

export async function readExperiment(
  actor: Actor,
  { slug, experimentId }: { slug: string; experimentId: number },
): Promise<ExperimentDetail> {
  const { project, projectId } = await guardProject(actor, slug, 'admin')
  const experiment = await theExperiment(projectId, experimentId, prisma)
  const job = await prisma.job.findFirst({
    where: {
      ...{ projectId, kind: 'measure-experiment', state: 'succeeded' },
      payload: { path: ['experimentId'], equals: experimentId },
    },
    orderBy: { finishedAt: 'desc' },
    select: { result: true, finishedAt: true },
  })
  const effect = experimentEffect.safeParse(job?.result)
  const measured =
    effect.success && job?.finishedAt ? { effect: effect.data, finishedAt: job.finishedAt.toISOString() } : null
  return { experiment, hasSimulated: project.hasSimulated, measured }
}
