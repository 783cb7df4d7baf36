import type { JobSummary } from '@/lib/contracts/jobs'
import type { LaunchInput } from '@/lib/contracts/workshop'
import { prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'
import { enqueueJob } from '@/lib/services/jobs/enqueue-job'

/** Asks the worker to launch the project's draft as it is when it comes to it, and writes down who asked. */
export async function startLaunch(
  actor: Actor,
  { slug, launch }: { slug: string; launch: LaunchInput },
): Promise<JobSummary> {
  const { project, userId } = await guardProject(actor, slug, 'admin')
  return prisma.$transaction(async (db) => {
    const job = await enqueueJob(actor, { slug, kind: 'launch-batch', payload: launch }, db)
    const details = { jobId: job.id, ...launch }
    await db.auditEvent.create({ data: { projectId: project.id, userId, action: 'batch.start-launch', details } })
    return job
  })
}
