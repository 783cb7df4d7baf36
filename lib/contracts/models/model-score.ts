import { z } from 'zod'

const interval = z.tuple([z.number(), z.number()]).nullable()

/** A share of images, with what it was counted from. */
export const modelAccuracy = z.strictObject({
  right: z.number().int(),
  count: z.number().int(),
  /** Null when nothing counts. */
  share: z.number().nullable(),
  /** 95 %, by drawing images. */
  interval,
})
export type ModelAccuracy = z.infer<typeof modelAccuracy>

export const preference = z.strictObject({
  images: z.number().int(),
  prediction: z.number().int(),
  original: z.number().int(),
  neither: z.number().int(),
  share: z.number().nullable(),
  interval,
})
export type Preference = z.infer<typeof preference>

/** Reassessed accuracy where labels are only probable. */
export const uncertainAccuracy = z.strictObject({
  /** To be expected under the true labels; null when no image would have a label. */
  share: z.number().nullable(),
  /** 95 %, by drawing images and labels. */
  interval,
  goldenImages: z.number().int(),
})
export type UncertainAccuracy = z.infer<typeof uncertainAccuracy>

const counts = z.array(z.number().int())

/** What lists and charts show of a model. */
export const scoreSummary = z.object({
  imageCount: z.number().int(),
  original: modelAccuracy,
  reassessed: modelAccuracy,
  /** The same with the uncertainty of labels; null where scores are not calibrated, or no golden image counts. */
  underUncertainLabels: uncertainAccuracy.nullable().default(null),
  /** Whether the labels are those that the run gives without this model's first choices, which were evidence in it. */
  isLeftOutOfRun: z.boolean().default(false),
  /** With decisions about pairs of classes; null without any. */
  closed: modelAccuracy.nullable(),
  change: z.strictObject({ value: z.number(), interval }).nullable(),
  preference,
  byLabelCount: z.array(
    z.strictObject({
      labels: z.number().int(),
      count: z.number().int(),
      right: z.number().int(),
      originalCount: z.number().int(),
      originalRight: z.number().int(),
    }),
  ),
  /** One entry a threshold of the run's evaluation. */
  curve: z.strictObject({ labelled: counts, right: counts }),
})
export type ScoreSummary = z.infer<typeof scoreSummary>

/** By original class. */
export const classScores = z.strictObject({
  classes: counts,
  originalCount: counts,
  originalRight: counts,
  labelledCount: counts,
  reassessedRight: counts,
})

/** A model's figures against one run, as they are kept. */
export const storedScore = scoreSummary.extend({
  byClass: classScores,
  /** Four bits an image, two images a byte, by position in the run, as base64. */
  outcome: z.base64(),
  /** As that of the run itself, where the model is measured by labels of its own. */
  has: z.base64().optional(),
})
export type StoredScore = z.infer<typeof storedScore>

/** What is kept of the run itself: the original labels as if they were a model, and which images count. */
export const storedRunScore = storedScore.extend({
  thresholds: z.array(z.number()),
  /** As `outcome`: bit 1 where there is an original label, bit 2 where there is a label. */
  has: z.base64(),
  seed: z.number().int(),
  replicates: z.number().int(),
})
export type StoredRunScore = z.infer<typeof storedRunScore>

export const scoreModelsInput = z.strictObject({
  /** The newest run if left out. */
  run: z.number().int().min(1).optional(),
})

export const scoredModels = z.strictObject({
  runId: z.number().int(),
  /** Models whose figures were computed now. */
  scored: z.number().int(),
  /** Models that had them already. */
  kept: z.number().int(),
})
export type ScoredModels = z.infer<typeof scoredModels>

/** One row of the table of models. */
export const modelScore = z.strictObject({
  modelId: z.number().int(),
  name: z.string(),
  /** Brought in to be scored; otherwise it proposed labels, and its reassessed accuracy is not independent of them. */
  isScoredOnly: z.boolean(),
  /** It was an annotator in the run as well. */
  isAnnotator: z.boolean(),
  /** Whether the figures are of the predictions, labels and decisions there are now. */
  isCurrent: z.boolean(),
  /** Null until they are computed. */
  figures: scoreSummary.nullable(),
  /** From 1, by reassessed and by original accuracy among the project's models; equal ones share the better rank. */
  rank: z.number().int().nullable(),
  originalRank: z.number().int().nullable(),
})
export type ModelScore = z.infer<typeof modelScore>

export const accuracySource = z.strictObject({ source: z.string().max(200) })
export const deletedAccuracies = z.strictObject({ source: z.string(), models: z.number().int() })
