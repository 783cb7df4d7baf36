import { z } from 'zod'

const count = z.number().int()
const ratio = z.number().nullable()

/** What a choice of models finds. Null where there is no golden label to judge by. */
const found = {
  /** Of the golden labels besides the original ones, which are asked about in any case; in older reasons of all. */
  recall: ratio,
  /** The 95 % interval of recall. */
  recallInterval: z.tuple([z.number(), z.number()]).nullable().default(null),
  precision: ratio,
  /** Golden labels, and golden pairs right or wrong, among what is proposed, original labels among them; 0 in older reasons. */
  goldenFound: count.default(0),
  goldenProposed: count.default(0),
  /** Pairs of image and class proposed over all images, the original labels among them. */
  proposals: count,
  /** Over all images. */
  proposalsPerImage: z.number(),
  /** Images whose original label is every chosen model's top-1. */
  unanimousImages: count,
  /** Pairs to be asked about: those of images that are rated, less what was asked before. */
  pairs: count,
}

const cost = {
  tasks: count,
  /** Answers to tasks: tasks times raters. */
  assignments: count,
  /** Answers about pairs: pairs times raters. */
  votes: count,
  raterHours: z.number(),
  cost: z.number(),
}

export const planFigures = z.strictObject({ ...found, ...cost })

export const planModelFigures = z.strictObject({ modelId: count, name: z.string(), ...found })
export type PlanModelFigures = z.infer<typeof planModelFigures>

/** A subset that no other beats in both recall and cost. */
export const frontierPoint = z.strictObject({ models: z.array(count), ...found, ...cost })
export type FrontierPoint = z.infer<typeof frontierPoint>
