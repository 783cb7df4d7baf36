import { z } from 'zod'

const count = z.number().int()

/** Labels of another study, compared with those of a run. */
export const labelSetRow = z.object({
  id: count,
  name: z.string(),
  /** Images that it speaks of, and how many labels they have. */
  images: count,
  labels: count,
  createdAt: z.date(),
  /** Rated images that both speak of, and on how many of these the labels are not the same. */
  compared: count,
  differing: count,
  /** Labels on the compared images that only the run has, or only the other study. */
  onlyOurs: count,
  onlyTheirs: count,
})

export interface LabelSetOfPage {
  id: number
  name: string
  images: number
  labels: number
  compared: number
  differing: number
  onlyOurs: number
  onlyTheirs: number
  /** Accuracy of the models on it: over images that have a label in it. */
  models: { modelId: number; count: number; right: number; interval: [low: number, high: number] }[]
}
