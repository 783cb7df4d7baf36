import { z } from 'zod'

const count = z.number().int()

export const importedImages = z.strictObject({
  /** Pictures in the source. */
  images: count,
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
