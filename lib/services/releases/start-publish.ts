import type { JobSummary } from '@/lib/contracts/jobs'
import type { PublishInput } from '@/lib/contracts/releases/release'
import { prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'
import { enqueueJob } from '@/lib/services/jobs/enqueue-job'
import { exportedRun } from '@/lib/services/runs/exported-run'

/** Asks the worker to publish a release, of the run that is the latest now unless one is named, and writes down who asked. */
export async function startPublish(
  actor: Actor,
  { slug, release }: { slug: string; release: PublishInput },
): Promise<JobSummary> {
  const { project, userId } = await guardProject(actor, slug, 'admin')
  const run = await exportedRun(project.id, release.run)
  const { version } = release
  return prisma.$transaction(async (db) => {
    const taken = version !== undefined && (await db.release.count({ where: { projectId: project.id, version } })) > 0
    if (taken)
      throw new AppError('conflict', `There is a release ${version} already: choose another version.`, {
        version: 'There is a release of this version already.',
      })
    const payload = { ...release, run, userId }
    const job = await enqueueJob(actor, { slug, kind: 'publish-release', payload }, db)
    const details = { jobId: job.id, run, version: version ?? null }
    await db.auditEvent.create({ data: { projectId: project.id, userId, action: 'release.start', details } })
    return job
  })
}
