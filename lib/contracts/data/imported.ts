import { z } from 'zod'
import { count, rowNumber } from '@/lib/contracts/number'
import { importedLabelSet, importedVotes } from './answers'
import type { importInputs } from './import'

const unreadableImage = z.strictObject({
  /** Location in the source, such as `line 3, “cat.jpg”`. */
  where: z.string(),
  reason: z.string(),
})
export type UnreadableImage = z.infer<typeof unreadableImage>

/** Shown with the error of a failed import, so that it can be restarted without these images. */
export const unreadableImages = z.strictObject({
  unreadable: z.strictObject({
    count,
    /** The first of them, in source order. */
    images: z.array(unreadableImage),
  }),
  /** Input of the failed import. */
  input: z.record(z.string(), z.unknown()),
})

const importedImages = z.strictObject({
  images: count,
  /** Unreadable pictures that were left out, not counted in `images`. */
  leftOut: count.default(0),
  /** Files without the extension of an image, unless they were listed before the import: their number, and the first. */
  ignored: z
    .strictObject({ count, names: z.array(z.string()) })
    .nullable()
    .default(null),
  added: count,
  /** Added images whose picture the project already had under another name: their number, and the first. */
  repeated: z.strictObject({ count, name: z.string(), earlierName: z.string() }).nullable().default(null),
  /** Images that had no picture before. */
  completed: count,
  /** Images whose author, license or source changed. */
  credited: count,
  /** Images whose original label changed, new images included. */
  labelled: count,
})
export type ImportedImages = z.infer<typeof importedImages>

const importedClasses = z.strictObject({
  classes: count,
  innerNodes: count,
  parents: count,
  links: count,
  examples: count,
  /** Classes that share their name with others and got a longer one: their number, and the first. */
  renamed: z.strictObject({ count, name: z.string(), newName: z.string() }).nullable().default(null),
  isReplaced: z.boolean(),
})
export type ImportedClasses = z.infer<typeof importedClasses>

const importedCandidates = z.strictObject({
  images: count,
  candidates: count,
})
export type ImportedCandidates = z.infer<typeof importedCandidates>

const importedLabels = z.strictObject({
  images: count,
  changed: count,
  /** Images of the project that still have no label. */
  withoutLabel: count,
})
export type ImportedLabels = z.infer<typeof importedLabels>

const importedPredictions = z.strictObject({
  modelId: rowNumber,
  model: z.string(),
  scoreKind: z.enum(['probability', 'logit']).nullable(),
  images: count,
  predictions: count,
  proposedCandidates: count,
  isReplaced: z.boolean(),
  isAdded: z.boolean(),
})
export type ImportedPredictions = z.infer<typeof importedPredictions>

export const importedOnnxModel = importedPredictions.extend({
  /** Outputs of the model from its first class on, and how many are classes of the project; others were ignored. */
  outputs: count,
  usedOutputs: count,
  /** Images that have no picture, and therefore no predictions. */
  withoutPicture: count,
})
export type ImportedOnnxModel = z.infer<typeof importedOnnxModel>

export const importedModels = z.strictObject({ models: z.array(importedPredictions) })
export type ImportedModels = z.infer<typeof importedModels>

const importedAccuracies = z.strictObject({ source: z.string(), models: count, isReplaced: z.boolean() })
export type ImportedAccuracies = z.infer<typeof importedAccuracies>

export const importedGoldenAnswers = z.strictObject({
  answers: count,
  newAnswers: count,
  newExperts: count,
  newCandidates: count,
  newConclusions: count,
})
export type ImportedGoldenAnswers = z.infer<typeof importedGoldenAnswers>

/** Null for what the files did not contain. */
export const importedFolder = z.strictObject({
  classes: importedClasses.nullable(),
  images: importedImages.nullable(),
  labels: importedLabels.nullable(),
  candidates: importedCandidates.nullable().default(null),
  predictions: z.array(importedPredictions),
  /** Files that were neither recognized nor needed. Empty if the parts were named. */
  ignored: z.array(z.string()).default([]),
})
export type ImportedFolder = z.infer<typeof importedFolder>

export const importResults = {
  'import-images': importedImages,
  'import-classes': importedClasses,
  'import-labels': importedLabels,
  'import-predictions': importedPredictions,
  'import-onnx-model': importedOnnxModel,
  'import-folder': importedFolder,
  'import-models': importedModels,
  'import-accuracies': importedAccuracies,
  'import-votes': importedVotes,
  'import-label-set': importedLabelSet,
} satisfies Record<keyof typeof importInputs, z.ZodType>
export type ImportResult = z.output<(typeof importResults)[keyof typeof importResults]>
