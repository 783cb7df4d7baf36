import type { AdaptiveProgress } from '@/lib/contracts/adaptive-batch'
import { prisma } from '@/lib/db/client'
import {
  findAdaptiveBatch,
  findLatestScores,
  findRunDifference,
  getAdaptiveFigures,
} from '@/lib/db/plan/adaptive-progress-query'
import { readBatchLabels } from '@/lib/db/plan/round-query'
import { roles } from '@/lib/stopping/certified-rule'
import { drawnRole, keptRule } from './kept-rule'

/** Null for batches that are not adaptive. */
export async function readAdaptiveProgress(projectId: number, batchId: number): Promise<AdaptiveProgress | null> {
  const batch = await findAdaptiveBatch(projectId, batchId)
  if (!batch) return null
  const { least, most, ...figures } = await getAdaptiveFigures(projectId, batchId)
  const scored = await findLatestScores(projectId, batchId)
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
    scored: { labels: scored.labels, at: scored.at?.toISOString() ?? null },
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
