import { type BatchDetail, batchReason } from '@/lib/contracts/plan'
import { type Db, prisma } from '@/lib/db/client'
import { findBatchProgress } from '@/lib/db/plan/batch-detail-query'
import type { Actor } from '@/lib/domain/permissions'
import { notFound } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'
import { readAdaptiveProgress } from './adaptive/read-adaptive-progress'
import { batchSummaryOf } from './batch-summary'

/** A launched batch: why it is as it is, as written down at its launch, and how far it has got. */
export async function readBatch(
  actor: Actor,
  { slug, batchId }: { slug: string; batchId: number },
): Promise<BatchDetail> {
  const { project } = await guardProject(actor, slug, 'admin')
  return batchDetailOf(project, batchId)
}

export async function batchDetailOf(
  project: { id: number; hasSimulated: boolean },
  batchId: number,
  db: Db = prisma,
): Promise<BatchDetail> {
  const batch = await db.batch.findUnique({ where: { projectId_id: { projectId: project.id, id: batchId } } })
  if (!batch || batch.state === 'draft') throw notFound('batch')
  const { tasks, finishedTasks, ...progress } = await findBatchProgress(project.id, batchId, db)
  const adaptive = await readAdaptiveProgress(project.id, batchId, db)
  const { id, name, state, createdAt, launchedAt } = batch
  return {
    batch: batchSummaryOf({
      id,
      name,
      state,
      createdAt,
      launchedAt,
      tasks,
      finishedTasks,
      isAdaptive: adaptive !== null,
    }),
    reason: batchReason.safeParse(batch.reason).data ?? null,
    hasSimulated: project.hasSimulated,
    ...progress,
    adaptive,
  }
}
