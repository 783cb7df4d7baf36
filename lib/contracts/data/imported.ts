import { z } from 'zod'

const count = z.number().int()

/** An image that cannot be imported. */
export const unreadableImage = z.strictObject({
  /** Where it is in the source, such as `line 3, “cat.jpg”`. */
  where: z.string(),
  reason: z.string(),
})
export type UnreadableImage = z.infer<typeof unreadableImage>

/** What a failed import shows beside its error, to be started again without the images that it names. */
export const unreadableImages = z.strictObject({
  unreadable: z.strictObject({
    count,
    /** The first of them, in the order of the source. */
    images: z.array(unreadableImage),
  }),
  /** What was asked of the import. */
  input: z.record(z.string(), z.unknown()),
})

export const importedImages = z.strictObject({
  /** Pictures in the source. */
  images: count,
  /** Those that could not be read and were left out; not among `images`. */
  leftOut: count.default(0),
  /** Those among them that are new to the project. */
  added: count,
  /** Those that the project knew by name only, and now has the picture of. */
  completed: count,
  /** Those whose author, licence or source is another than before. */
  credited: count,
  /** Those whose original label is another than before, new images among them. */
  labelled: count,
})
export type ImportedImages = z.infer<typeof importedImages>

export const importedClasses = z.strictObject({
  /** Classes that can be labels. */
  classes: count,
  /** Inner nodes of the hierarchy. */
  innerNodes: count,
  parents: count,
  links: count,
  examples: count,
  /** Whether they took the place of others. */
  isReplaced: z.boolean(),
})
export type ImportedClasses = z.infer<typeof importedClasses>

export const importedCandidates = z.strictObject({
  /** Images that the list names. */
  images: count,
  /** Classes that it names for them. */
  candidates: count,
})
export type ImportedCandidates = z.infer<typeof importedCandidates>

export const importedLabels = z.strictObject({
  /** Images that the file names. */
  images: count,
  /** Those among them whose label is another than before. */
  changed: count,
  /** Images of the project that have no label still. */
  withoutLabel: count,
})
export type ImportedLabels = z.infer<typeof importedLabels>

export const importedPredictions = z.strictObject({
  modelId: count,
  model: z.string(),
  scoreKind: z.enum(['probability', 'logit']).nullable(),
  images: count,
  predictions: count,
  /** Candidates that this model proposes, new ones: their class is among its predictions for their image. */
  proposedCandidates: count,
  isReplaced: z.boolean(),
  /** Whether they were added to what the model said of other images before. */
  isAdded: z.boolean(),
})
export type ImportedPredictions = z.infer<typeof importedPredictions>

export const importedModels = z.strictObject({ models: z.array(importedPredictions) })
export type ImportedModels = z.infer<typeof importedModels>

export const importedAccuracies = z.strictObject({
  source: z.string(),
  models: count,
  /** Whether it took the place of a source of that name. */
  isReplaced: z.boolean(),
})
export type ImportedAccuracies = z.infer<typeof importedAccuracies>

/** What files that were imported together brought; null where they were not about that. */
export const importedFolder = z.strictObject({
  classes: importedClasses.nullable(),
  images: importedImages.nullable(),
  labels: importedLabels.nullable(),
  candidates: importedCandidates.nullable().default(null),
  predictions: z.array(importedPredictions),
})
export type ImportedFolder = z.infer<typeof importedFolder>
