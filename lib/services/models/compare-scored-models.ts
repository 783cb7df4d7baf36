import { storedRunScore } from '@/lib/contracts/models/model-score'
import type { ComparedModels } from '@/lib/contracts/models/models-page'
import { findOutcomes, findRunEvaluation } from '@/lib/db/models/model-evaluation-rows'
import { compareModels } from '@/lib/evaluation/compare-models'
import { unpackOutcomes } from './packed-outcomes'
import { resampling } from './score-models'

/** Null if the run has no scores of one of them. */
export async function compareScoredModels(
  projectId: number,
  runId: number,
  [first, second]: readonly number[],
): Promise<ComparedModels | null> {
  const [outcomes, own] = await Promise.all([
    findOutcomes(projectId, runId, [first!, second!]),
    findRunEvaluation(projectId, runId, true),
  ])
  const one = outcomes.find(({ modelId }) => modelId === first)
  const other = outcomes.find(({ modelId }) => modelId === second)
  const has = storedRunScore.safeParse(own?.figures).data?.has
  if (!one || !other || has === undefined) return null
  const ofRun = unpackOutcomes(has)
  const [hasOfOne, hasOfOther] = [one, other].map((model) => (model.has === null ? ofRun : unpackOutcomes(model.has)))
  const images = {
    first: unpackOutcomes(one.outcome),
    second: unpackOutcomes(other.outcome),
    // An image counts only if both have a label for it, since a model that was evidence has labels of its own.
    has: ofRun.map((_, image) => hasOfOne![image]! & hasOfOther![image]!),
  }
  // A different number of images means that the scores are outdated and about to be recomputed.
  if (images.first.length !== images.has.length || images.second.length !== images.has.length) return null
  return { first: one.name, second: other.name, ...compareModels(images, resampling) }
}
