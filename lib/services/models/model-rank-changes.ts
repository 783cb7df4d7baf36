import type { ComparedModel } from '@/lib/contracts/releases/release-comparison'
import { ranks } from '@/lib/domain/models/model-ranks'
import { type ModelScores, readModelScores } from './read-model-scores'

const shares = (scores: ModelScores | null) =>
  new Map(
    scores?.models.flatMap(({ modelId, figures }) => {
      const share = figures?.reassessed.share
      return share === null || share === undefined ? [] : [[modelId, share] as const]
    }) ?? [],
  )

/** Largest change first, then by rank in the second run. Models without scores in one of the runs are omitted. */
export async function rankChanges(projectId: number, runA: number, runB: number): Promise<ComparedModel[]> {
  const [first, second] = await Promise.all([readModelScores(projectId, runA), readModelScores(projectId, runB)])
  const before = shares(first)
  const after = shares(second)
  const both = second?.models.filter(({ modelId }) => before.has(modelId) && after.has(modelId)) ?? []
  const ranksBefore = ranks(both.map(({ modelId }) => before.get(modelId) ?? null))
  const ranksAfter = ranks(both.map(({ modelId }) => after.get(modelId) ?? null))
  return both
    .map(({ modelId, name }, index) => ({
      modelId,
      name,
      before: ranksBefore[index] ?? 0,
      after: ranksAfter[index] ?? 0,
      accuracyBefore: before.get(modelId) ?? 0,
      accuracyAfter: after.get(modelId) ?? 0,
    }))
    .sort((one, other) => {
      const moved = Math.abs(other.after - other.before) - Math.abs(one.after - one.before)
      return moved || one.after - other.after || one.modelId - other.modelId
    })
}
