import type { JobSummary } from '@/lib/contracts/jobs'
import { prisma } from '@/lib/db/client'
import { lockProject } from '@/lib/db/session/lock-project'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'
import { enqueueJob } from '@/lib/services/jobs/enqueue-job'
import { findJob } from '@/lib/services/jobs/find-job'

/** Asks the worker to count classes for the newest run; a count that waits already is the answer to whoever asks again. */
export async function startClassCount(actor: Actor, slug: string): Promise<JobSummary> {
  const { project } = await guardProject(actor, slug, 'admin')
  return prisma.$transaction(async (db) => {
    await lockProject(db, project.id)
    const waiting = await db.job.findFirst({
      where: { projectId: project.id, kind: 'count-classes', state: 'queued' },
      select: { id: true },
    })
    if (waiting) return findJob(actor, { slug, jobId: waiting.id }, db)
    return enqueueJob(actor, { slug, kind: 'count-classes', payload: {} }, db)
  })
}
