import type { JobRequest, JobSummary } from '@/lib/contracts/jobs'
import { prisma } from '@/lib/db/client'
import { findActiveImport } from '@/lib/db/data/upload-use-query'
import { lockByKey } from '@/lib/db/session/lock-project'
import type { Actor } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'
import { guardUpload } from '@/lib/services/data/uploads/guard-upload'
import { enqueueJob } from '@/lib/services/jobs/enqueue-job'

export type ImportRequest = Extract<JobRequest, { kind: `import-${string}` }>

/**
 * Asks the worker to import what was sent before, or what lies on S3, and writes down who asked. One import at a time in a
 * project, since each depends on what the others leave.
 */
export async function startImport(
  actor: Actor,
  { slug, request }: { slug: string; request: ImportRequest },
): Promise<JobSummary> {
  const { project, userId } = await guardProject(actor, slug, 'admin')
  return prisma.$transaction(async (db) => {
    await lockByKey(db, 'importStart', project.id)
    if (await findActiveImport(project.id, db))
      throw new AppError(
        'conflict',
        'Another import of this project waits or runs. Wait for its end or cancel it; your files are kept for a day.',
      )
    const { source } = request.payload
    if (source.from === 'upload') {
      const upload = await guardUpload(actor, { slug, uploadId: source.uploadId }, db)
      if (upload.fileCount === 0) throw new AppError('invalid-input', 'No file has been sent yet. Choose some first.')
    }
    const job = await enqueueJob(actor, { slug, ...request }, db)
    const details = { jobId: job.id, kind: request.kind, ...(request.payload as object) }
    await db.auditEvent.create({ data: { projectId: project.id, userId, action: 'import.start', details } })
    return job
  })
}
