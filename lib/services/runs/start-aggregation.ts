import type { JobSummary } from '@/lib/contracts/jobs'
import type { AggregateInput } from '@/lib/contracts/runs/aggregation'
import { prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'
import { enqueueJob } from '@/lib/services/jobs/enqueue-job'

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
