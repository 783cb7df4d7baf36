import { type BatchDetail, type BatchSummary, batchReason } from '@/lib/contracts/plan'
import { type Db, prisma } from '@/lib/db/client'
import type { Batch } from '@/lib/db/generated/client'
import { type BatchProgress, findBatchProgress, findLaunchedBatches } from '@/lib/db/plan/batch-query'
import { withCopySession } from '@/lib/db/session/copy-session'
import type { Actor } from '@/lib/domain/permissions'
import { notFound } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'
import { largeProjectKey } from '@/lib/services/large-project'
import { memoizeSlow } from '@/lib/services/memoize'
import { readAdaptiveProgress } from '@/lib/services/plan/adaptive/read-adaptive-progress'

export async function listBatches(
  actor: Actor,
  slug: string,
): Promise<{ batches: BatchSummary[]; hasSimulated: boolean }> {
  const { project, projectId } = await guardProject(actor, slug, 'admin')
  return { batches: await findLaunchedBatches(projectId), hasSimulated: project.hasSimulated }
}

type CountedProgress = BatchProgress & Pick<BatchDetail, 'countedAt'>

const keptProgress = memoizeSlow<CountedProgress>(200)

/** Uses bulk reads in a large project, since counting may exceed a page's statement timeout. */
async function batchProgress(projectId: number, batchId: number): Promise<CountedProgress> {
  const key = await largeProjectKey(projectId)
  if (key === null) return { ...(await findBatchProgress(projectId, batchId, prisma)), countedAt: null }
  return keptProgress(`${key} ${batchId}`, async () => {
    const progress = await withCopySession((session) => findBatchProgress(projectId, batchId, session))
    return { ...progress, countedAt: new Date().toISOString() }
  })
}

export async function readBatch(
  actor: Actor,
  { slug, batchId }: { slug: string; batchId: number },
): Promise<BatchDetail> {
  const { project, projectId } = await guardProject(actor, slug, 'admin')
  const batch = await launchedBatch(projectId, batchId)
  const { tasks, finishedTasks, ...progress } = await batchProgress(projectId, batchId)
  const adaptive = await readAdaptiveProgress(projectId, batchId)
  const { id, name, state, createdAt, launchedAt } = batch
  return {
    batch: {
      ...{ id, name, state, tasks, finishedTasks, isAdaptive: adaptive !== null },
      createdAt: createdAt.toISOString(),
      launchedAt: launchedAt?.toISOString() ?? null,
    },
    reason: batchReason.safeParse(batch.reason).data ?? null,
    isImported: await isImportedBatch(batch),
    hasSimulated: project.hasSimulated,
    ...progress,
    adaptive,
  }
}

/** Throws AppError `not-found` for drafts and unknown batches. */
export async function launchedBatch(projectId: number, batchId: number, db: Db = prisma) {
  const batch = await db.batch.findUnique({ where: { projectId_id: { projectId, id: batchId } } })
  if (!batch || batch.state === 'draft') throw notFound('batch')
  return batch
}

/** Whether a batch came with its votes: it was not launched, and has no tasks but those that raters answered. */
export async function isImportedBatch(
  { projectId, id, state, launchedAt }: Pick<Batch, 'projectId' | 'id' | 'state' | 'launchedAt'>,
  db: Db = prisma,
): Promise<boolean> {
  if (state !== 'closed' || launchedAt !== null) return false
  return (await db.task.findFirst({ where: { projectId, batchId: id, kind: { not: 'rating' } } })) === null
}
