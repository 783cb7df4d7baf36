import { z } from 'zod'
import { count, rowNumber } from '@/lib/contracts/number'

const ratio = z.number().nullable()

/** What a set of models proposes. Ratios are null without golden labels. */
const found = {
  /** Share of golden labels found, without original labels, which are always asked about. Older reasons count all. */
  recall: ratio,
  /** 95% interval. */
  recallInterval: z.tuple([z.number(), z.number()]).nullable().default(null),
  precision: ratio,
  /** 95% interval. */
  precisionInterval: z.tuple([z.number(), z.number()]).nullable().default(null),
  /** Golden labels and golden pairs among the proposals, original labels included. 0 in older batch reasons. */
  goldenFound: count.default(0),
  goldenProposed: count.default(0),
  proposals: count,
  /** Mean over all images. */
  proposalsPerImage: z.number(),
  /** Images on which the top-1 of every chosen model is the original label. */
  unanimousImages: count,
  /** Pairs to ask about: those of rated images, without pairs asked in earlier batches. */
  pairs: count,
}

const cost = {
  tasks: count,
  assignments: count,
  votes: count,
  raterHours: z.number(),
  cost: z.number(),
}

export const planFigures = z.strictObject({ ...found, ...cost })

export const planModelFigures = z.strictObject({ modelId: rowNumber, name: z.string(), ...found })
export type PlanModelFigures = z.infer<typeof planModelFigures>

/** A subset that no other beats in both recall and cost. */
export const frontierPoint = z.strictObject({ models: z.array(count), ...found, ...cost })
export type FrontierPoint = z.infer<typeof frontierPoint>
