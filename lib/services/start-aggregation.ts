import type { AggregateInput } from '@/lib/contracts/aggregation'
import type { JobSummary } from '@/lib/contracts/job'
import { prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { enqueueJob } from './enqueue-job'
import { guardProject } from './guard-project'

/** Asks the worker to aggregate the votes there are when it comes to it, and writes down who asked. */
export async function startAggregation(
  actor: Actor,
  { slug, aggregation }: { slug: string; aggregation: AggregateInput },
): Promise<JobSummary> {
  const { project, userId } = await guardProject(actor, slug, 'admin')
  return prisma.$transaction(async (db) => {
    const job = await enqueueJob(actor, { slug, kind: 'aggregate', payload: aggregation }, db)
    const details = { jobId: job.id, ...aggregation }
    await db.auditEvent.create({ data: { projectId: project.id, userId, action: 'aggregation.start', details } })
    return job
  })
}
