import type { JobSummary } from '@/lib/contracts/jobs'
import { prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { releaseFormatKeys } from '@/lib/formats/release-formats'
import { enqueueJob } from '@/lib/services/jobs/enqueue-job'
import { knownReleaseFormat } from './release-file'
import { releaseToRead } from './release-to-read'

/** Asks the worker to make the files of a release, so that nobody waits for them who downloads one. */
export async function startReleaseFiles(
  actor: Actor,
  { slug, version, formats = releaseFormatKeys }: { slug: string; version: string; formats?: readonly string[] },
): Promise<JobSummary> {
  const { projectId, userId } = await releaseToRead(actor, { slug, version })
  const payload = { version, formats: formats.map(knownReleaseFormat) }
  return prisma.$transaction(async (db) => {
    const job = await enqueueJob(actor, { slug, kind: 'make-release-files', payload }, db)
    const details = { jobId: job.id, version }
    await db.auditEvent.create({ data: { projectId, userId, action: 'release.make-files', details } })
    return job
  })
}
