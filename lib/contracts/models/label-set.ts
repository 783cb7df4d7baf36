import { z } from 'zod'

const count = z.number().int()

export const labelSetRow = z.object({
  id: count,
  name: z.string(),
  /** Images in the set, and their labels. */
  images: count,
  labels: count,
  /** Rated images that both have, and those of them whose labels differ. */
  compared: count,
  differing: count,
  /** Labels on the compared images that only the run has, or only the other study. */
  onlyOurs: count,
  onlyTheirs: count,
})

export interface LabelSetOfPage extends z.infer<typeof labelSetRow> {
  /** Accuracy of the models against this set, over images that have a label in it. */
  models: { modelId: number; count: number; right: number; interval: [low: number, high: number] }[]
}
