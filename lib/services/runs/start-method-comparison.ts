import type { JobSummary } from '@/lib/contracts/jobs'
import type { CompareMethodsInput } from '@/lib/contracts/runs/compare-methods'
import { prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'
import { enqueueJob } from '@/lib/services/jobs/enqueue-job'

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
