import { runAllInThisThread } from '@/lib/aggregation/all-kernels'
import type { RunBlocks } from '@/lib/aggregation/run-context'
import type { Resampling } from '@/lib/evaluation/kind-bootstrap'
import { labelOutcomeBits, type ModelFigures, modelFigures } from '@/lib/evaluation/model-figures'
import { type UncertainAccuracy, uncertainAccuracy } from '@/lib/evaluation/uncertain-labels'
import type { CountHooks } from '@/lib/services/compute'
import { type RunLabels, type RunWithInput, runWithoutModel } from './run-without-model'

export interface ScoresRequest extends RunLabels {
  models: {
    /** Class indices by image, −1 if the model has no prediction. */
    top1: Int32Array
    /** Name of a model that was evidence in the run, to be scored by labels computed without it. */
    evidence?: string
  }[]
  /** Required for models that were evidence. */
  run: RunWithInput | null
  resampling: Resampling
}

export interface ScoredFigures extends ModelFigures {
  underUncertainLabels: UncertainAccuracy | null
  /** Images that count by labels computed without this model; null if it is scored by the run's own labels. */
  ownCounting: Uint8Array | null
}

export const computeScores = (
  { images, certainty, models, run, resampling }: ScoresRequest,
  { onProgress }: CountHooks,
  runBlocks: RunBlocks = runAllInThisThread,
): ScoredFigures[] =>
  models.map(({ top1, evidence }, index) => {
    const own = run && evidence !== undefined ? runWithoutModel(run, evidence, runBlocks) : null
    const by = own ?? { images, certainty }
    const figures = {
      ...modelFigures(by.images, top1, resampling),
      underUncertainLabels: by.certainty && uncertainAccuracy(by.images, top1, by.certainty, resampling),
      ownCounting: own && labelOutcomeBits(own.images),
    }
    onProgress?.(index + 1, models.length)
    return figures
  })
