import type { CompareMethodsInput } from '@/lib/contracts/compare-methods'
import type { JobSummary } from '@/lib/contracts/job'
import { prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { enqueueJob } from './enqueue-job'
import { guardProject } from './guard-project'

/** Asks the worker to compare methods on the golden answers there are when it comes to it, and writes down who asked. */
export async function startMethodComparison(
  actor: Actor,
  { slug, comparison }: { slug: string; comparison: CompareMethodsInput },
): Promise<JobSummary> {
  const { project, userId } = await guardProject(actor, slug, 'admin')
  return prisma.$transaction(async (db) => {
    const job = await enqueueJob(actor, { slug, kind: 'compare-methods', payload: comparison }, db)
    const details = { jobId: job.id, ...comparison }
    await db.auditEvent.create({ data: { projectId: project.id, userId, action: 'method-comparison.start', details } })
    return job
  })
}
