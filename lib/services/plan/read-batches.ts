import type { AdaptiveProgress } from '@/lib/contracts/plan/adaptive-batch'
import { type BatchDetail, batchReason, type ListedBatch } from '@/lib/contracts/plan/plan'
import { type Db, prisma } from '@/lib/db/client'
import type { Batch } from '@/lib/db/generated/client'
import {
  findAdaptiveBatch,
  findLatestScores,
  findRunDifference,
  getAdaptiveFigures,
} from '@/lib/db/plan/adaptive-progress-query'
import {
  type BatchProgress,
  type BatchVotes,
  findBatchProgress,
  findBatchVotes,
  findLaunchedBatches,
} from '@/lib/db/plan/batch-query'
import { readBatchLabels } from '@/lib/db/plan/round-query'
import { withCopySession } from '@/lib/db/session/copy-session'
import type { Actor } from '@/lib/domain/permissions'
import { notFound } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'
import { largeProjectKey } from '@/lib/services/large-project'
import { slowFigures } from '@/lib/services/memoize'
import { roles } from '@/lib/stopping/certified-rule'
import { drawnRole, keptRule } from './adaptive/kept-rule'

interface CountedVotes {
  votes: BatchVotes[]
  countedAt: string | null
}

const keptVotes = slowFigures<CountedVotes>()

/** Uses bulk reads in a large project, since counting may exceed a page's statement timeout. */
async function batchVotes(projectId: number): Promise<CountedVotes> {
  const key = await largeProjectKey(projectId)
  if (key === null) return { votes: await findBatchVotes(projectId, prisma), countedAt: null }
  return keptVotes(key, async () => {
    const votes = await withCopySession((session) => findBatchVotes(projectId, session))
    return { votes, countedAt: new Date().toISOString() }
  })
}

export interface BatchList {
  batches: ListedBatch[]
  /** When votes were counted, in projects large enough that they are cached. Otherwise null. */
  countedAt: string | null
  hasSimulated: boolean
}

export async function listBatches(actor: Actor, slug: string): Promise<BatchList> {
  const { project, projectId } = await guardProject(actor, slug, 'admin')
  const [batches, { votes, countedAt }] = await Promise.all([findLaunchedBatches(projectId), batchVotes(projectId)])
  const byId = new Map(votes.map(({ id, ...counts }) => [id, counts]))
  return {
    batches: batches.map((batch) => ({ ...batch, ...(byId.get(batch.id) ?? { votes: 0, plannedVotes: 0 }) })),
    countedAt,
    hasSimulated: project.hasSimulated,
  }
}

type CountedProgress = BatchProgress & Pick<BatchDetail, 'countedAt'>

const keptProgress = slowFigures<CountedProgress>()

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

/** Null for batches that are not adaptive. */
async function readAdaptiveProgress(projectId: number, batchId: number): Promise<AdaptiveProgress | null> {
  const batch = await findAdaptiveBatch(projectId, batchId)
  if (!batch) return null
  const { least, most, ...figures } = await getAdaptiveFigures(projectId, batchId)
  const rule = batch.rule === null ? null : keptRule.parse(batch.rule)
  return {
    ...{ minimum: batch.minimum, maximum: batch.maximum, limit: batch.limit },
    ...figures,
    reasons: { lossless: 0, price: 0, maximum: 0, audited: 0, withdrawn: 0, ...figures.reasons },
    forecast: [least, most],
    drawn: await drawnLabels(projectId, batchId, batch),
    proof: rule && {
      ...{ learned: rule.learned, audited: rule.audited, changed: rule.changed, bound: rule.bound },
      price: rule.rule?.price ?? null,
    },
    scored: await findLatestScores(projectId, batchId),
    run: await findRunDifference(projectId, batchId),
  }
}

async function drawnLabels(
  projectId: number,
  batchId: number,
  batch: { limit: number | null; seed: number; learnShare: number; auditShare: number },
) {
  if (batch.limit === null) return { labels: 0, settled: 0 }
  const isDrawn = (candidateId: number) => drawnRole(candidateId, batch) !== roles.ordinary
  const labels = (await readBatchLabels(prisma, projectId, batchId)).filter(({ candidateId }) => isDrawn(candidateId))
  return { labels: labels.length, settled: labels.filter(({ reason }) => reason !== null).length }
}
