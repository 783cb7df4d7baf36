import { z } from 'zod'
import { importedCandidates, importedClasses, importedImages, importedLabels, importedPredictions } from './imported'

/** What files that were imported together brought; null where they were not about that. */
export const importedFolder = z.strictObject({
  classes: importedClasses.nullable(),
  images: importedImages.nullable(),
  labels: importedLabels.nullable(),
  candidates: importedCandidates.nullable().default(null),
  predictions: z.array(importedPredictions),
})
export type ImportedFolder = z.infer<typeof importedFolder>
