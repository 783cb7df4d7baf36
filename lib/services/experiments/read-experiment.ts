import { type ExperimentDetail, experimentEffect } from '@/lib/contracts/experiments'
import { type Db, prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'
import { theExperiment } from './experiment-view'

export async function readExperiment(
  actor: Actor,
  { slug, experimentId }: { slug: string; experimentId: number },
  db: Db = prisma,
): Promise<ExperimentDetail> {
  const { project } = await guardProject(actor, slug, 'admin', db)
  const experiment = await theExperiment(project.id, experimentId, db)
  const job = await db.job.findFirst({
    where: {
      ...{ projectId: project.id, kind: 'measure-experiment', state: 'succeeded' },
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
