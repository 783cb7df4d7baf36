import { prisma } from '@/lib/db/client'
import { notFound } from '@/lib/errors'

/** Throws AppError `not-found` for drafts and unknown batches. */
export async function launchedBatch(projectId: number, batchId: number) {
  const batch = await prisma.batch.findUnique({ where: { projectId_id: { projectId, id: batchId } } })
  if (!batch || batch.state === 'draft') throw notFound('batch')
  return batch
}
