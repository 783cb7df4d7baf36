import { storedRunScore } from '@/lib/contracts/models/model-score'
import type { ComparedModels } from '@/lib/contracts/models/models-page'
import { type Db, prisma } from '@/lib/db/client'
import { findOutcomes, findRunEvaluation } from '@/lib/db/models/model-evaluation-rows'
import { compareModels } from '@/lib/evaluation/compare-models'
import { unpackOutcomes } from './packed-outcomes'
import { resampling } from './score-models'

/** Two models on the same images; null when one of them is not measured by the run. */
export async function compareScoredModels(
  projectId: number,
  runId: number,
  [first, second]: readonly number[],
  db: Db = prisma,
): Promise<ComparedModels | null> {
  const [outcomes, own] = await Promise.all([
    findOutcomes(projectId, runId, [first!, second!], db),
    findRunEvaluation(projectId, runId, true, db),
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
    // An image counts where both have a label for it: a model that was evidence is measured by labels of its own.
    has: ofRun.map((_, image) => hasOfOne![image]! & hasOfOther![image]!),
  }
  // Figures of another number of images are of an older state, about to be computed anew.
  if (images.first.length !== images.has.length || images.second.length !== images.has.length) return null
  return { first: one.name, second: other.name, ...compareModels(images, resampling) }
}
