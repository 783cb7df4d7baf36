import { z } from 'zod'
import { int, rowId, rowNumber } from '@/lib/contracts/number'

const interval = z.tuple([z.number(), z.number()]).nullable()

/** Accuracy with the counts it is computed from. */
const modelAccuracy = z.strictObject({
  right: int,
  count: int,
  /** Null if `count` is 0. */
  share: z.number().nullable(),
  /** 95% interval from resampling images. */
  interval,
})
export type ModelAccuracy = z.infer<typeof modelAccuracy>

const preference = z.strictObject({
  images: int,
  prediction: int,
  original: int,
  neither: int,
  share: z.number().nullable(),
  interval,
})
export type Preference = z.infer<typeof preference>

/** Reassessed accuracy that accounts for the uncertainty of labels. */
const uncertainAccuracy = z.strictObject({
  /** Expected accuracy under the true labels. Null if no image would have a label. */
  share: z.number().nullable(),
  /** 95% interval from resampling images and labels. */
  interval,
  goldenImages: int,
})
export type UncertainAccuracy = z.infer<typeof uncertainAccuracy>

const counts = z.array(int)

export const scoreSummary = z.object({
  imageCount: int,
  original: modelAccuracy,
  reassessed: modelAccuracy,
  /** Null if scores are not calibrated, or if there are no usable golden images. */
  underUncertainLabels: uncertainAccuracy.nullable().default(null),
  /** Whether the labels come from the run repeated without this model's first choices, which were evidence in it. */
  isLeftOutOfRun: z.boolean().default(false),
  /** Accuracy with decisions about class pairs applied. Null if there are none. */
  closed: modelAccuracy.nullable(),
  change: z.strictObject({ value: z.number(), interval }).nullable(),
  preference,
  byLabelCount: z.array(
    z.strictObject({
      labels: int,
      count: int,
      right: int,
      originalCount: int,
      originalRight: int,
    }),
  ),
  /** One entry per threshold of the run's evaluation. */
  curve: z.strictObject({ labelled: counts, right: counts }),
})
export type ScoreSummary = z.infer<typeof scoreSummary>

/** Columns by original class. */
export const classScores = z.strictObject({
  classes: counts,
  originalCount: counts,
  originalRight: counts,
  labelledCount: counts,
  reassessedRight: counts,
})

const storedScore = scoreSummary.extend({
  byClass: classScores,
  /** Base64 of 4 bits per image, two images per byte, by position in the run. */
  outcome: z.base64(),
  /** Like `has` of the run, if the model is measured against labels of its own. */
  has: z.base64().optional(),
})
export type StoredScore = z.infer<typeof storedScore>

/** Stored figures of the run itself: the original labels scored like a model, and which images count. */
export const storedRunScore = storedScore.extend({
  thresholds: z.array(z.number()),
  /** Encoded like `outcome`: bit 1 if there is an original label, bit 2 if there is a label. */
  has: z.base64(),
  seed: int,
  replicates: int,
})
export type StoredRunScore = z.infer<typeof storedRunScore>

export const scoreModelsInput = z.strictObject({
  /** Defaults to the newest run. */
  runId: rowNumber.min(1).optional(),
})

export const scoredModels = z.strictObject({
  runId: int,
  /** Models whose figures were computed by this job. */
  scored: int,
  /** Models whose figures were already current. */
  kept: int,
})
export type ScoredModels = z.infer<typeof scoredModels>

export const modelScore = z.strictObject({
  modelId: rowNumber,
  name: z.string(),
  /**
   * Whether the model was imported only to be scored. Otherwise it can propose labels, so its reassessed accuracy may not
   * be independent of them.
   */
  isScoredOnly: z.boolean(),
  isAnnotator: z.boolean(),
  /** Whether the figures match the current predictions, labels and decisions. */
  isCurrent: z.boolean(),
  /** Null until computed. */
  figures: scoreSummary.nullable(),
  /** From 1, by reassessed and by original accuracy among the project's models. Ties share the better rank. */
  rank: int.nullable(),
  originalRank: int.nullable(),
})
export type ModelScore = z.infer<typeof modelScore>

/** Defaults to the latest usable run. */
export const modelScoresQuery = z.object({ run: rowId.optional() })
export const modelScoreList = z.strictObject({
  runId: rowNumber,
  threshold: z.number(),
  models: z.array(modelScore),
  /** The original labels scored like a model. Null until the run is scored. */
  originals: scoreSummary.nullable(),
  /** Thresholds of the models' curves. Empty until the run is scored. */
  thresholds: z.array(z.number()),
  /** Whether every figure is current. Otherwise start the job score-models. */
  isComplete: z.boolean(),
})
export type ModelScoreList = z.infer<typeof modelScoreList>

export const accuracySource = z.strictObject({ source: z.string().max(200) })
