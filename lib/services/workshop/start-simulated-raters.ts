import type { JobSummary } from '@/lib/contracts/jobs'
import type { SimulateRatersInput } from '@/lib/contracts/workshop'
import { prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'
import { enqueueJob } from '@/lib/services/jobs/enqueue-job'

/** Asks the worker to let simulated raters answer the open tasks, and writes down who asked. */
export async function startSimulatedRaters(
  actor: Actor,
  { slug, simulation }: { slug: string; simulation: SimulateRatersInput },
): Promise<JobSummary> {
  const { project, userId } = await guardProject(actor, slug, 'admin')
  return prisma.$transaction(async (db) => {
    const job = await enqueueJob(actor, { slug, kind: 'simulate-raters', payload: simulation }, db)
    const details = { jobId: job.id, ...simulation }
    await db.auditEvent.create({ data: { projectId: project.id, userId, action: 'simulated-raters.start', details } })
    return job
  })
}
