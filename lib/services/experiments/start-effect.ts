import type { EffectInput } from '@/lib/contracts/experiments'
import type { JobSummary } from '@/lib/contracts/jobs'
import { prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'
import { enqueueJob } from '@/lib/services/jobs/enqueue-job'
import { theExperiment } from './experiment-view'

/** Asks the worker to measure the effect of an experiment on the answers there are when it comes to it. */
export async function startEffect(
  actor: Actor,
  { slug, experimentId, effect }: { slug: string; experimentId: number; effect: EffectInput },
): Promise<JobSummary> {
  const { project, userId } = await guardProject(actor, slug, 'admin')
  await theExperiment(project.id, experimentId, prisma)
  return prisma.$transaction(async (db) => {
    const payload = { experimentId, ...effect }
    const job = await enqueueJob(actor, { slug, kind: 'measure-experiment', payload }, db)
    const details = { jobId: job.id, ...payload }
    await db.auditEvent.create({ data: { projectId: project.id, userId, action: 'experiment.measure', details } })
    return job
  })
}
