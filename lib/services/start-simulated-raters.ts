import type { JobSummary } from '@/lib/contracts/job'
import type { SimulateRatersInput } from '@/lib/contracts/proposal-plan'
import { prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { enqueueJob } from './enqueue-job'
import { guardProject } from './guard-project'

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
