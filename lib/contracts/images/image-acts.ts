import { z } from 'zod'
import { wholeFrom } from '@/lib/contracts/number'

const count = z.number().int()
const imageId = z.number().int().min(0).max(2_147_483_647)

/** The images that an action in bulk is about: chosen ones, or all that a filter of the list shows. */
export const imageTarget = z.union([
  z.strictObject({ images: z.array(imageId).min(1).max(100_000) }),
  /** The query of the list's address, and how many images it showed when they were confirmed. */
  z.strictObject({ filter: z.string().max(2_000), count: z.int32().min(1) }),
])
export type ImageTarget = z.infer<typeof imageTarget>

/** Why somebody does what changes results. It is published with them. */
export const statedReason = z
  .string()
  .trim()
  .min(1, 'Give a reason.')
  .max(500, 'must have at most 500 characters')
  .refine((text) => !text.includes('\0'), 'must not contain a zero character')

export const imageTargetInput = z.strictObject({ target: imageTarget })
export type ImageTargetInput = z.infer<typeof imageTargetInput>

/** Images some of whose candidates were sent to experts or taken back, and how many candidates. */
export const sentToExperts = z.strictObject({ images: z.array(count), candidates: count })
export type SentToExperts = z.infer<typeof sentToExperts>

export const askAgainInput = z.strictObject({
  target: imageTarget,
  /** Votes wanted for each candidate, from raters who have not answered it. */
  votes: wholeFrom(1, 50),
})
export type AskAgainInput = z.infer<typeof askAgainInput>

export const askedAgain = z.strictObject({ batchId: count, images: count, tasks: count, candidates: count })
export type AskedAgain = z.infer<typeof askedAgain>

export const excludeImagesInput = z.strictObject({ target: imageTarget, reason: statedReason })
export type ExcludeImagesInput = z.infer<typeof excludeImagesInput>

export const includeImagesInput = imageTargetInput
export type IncludeImagesInput = z.infer<typeof includeImagesInput>

/** The images that were changed, so that just these can be changed back. */
export const changedImages = z.strictObject({ images: z.array(z.number().int()) })
export type ChangedImages = z.infer<typeof changedImages>

/** What goes with images that are removed, and what keeps them. */
export const imageContents = z.strictObject({
  images: count,
  candidates: count,
  votes: count,
  /** Golden answers, without adjudications. */
  goldenAnswers: count,
  decisions: count,
  /** Images that a run has looked at. */
  inRuns: count,
  /** Images whose tasks raters hold at the moment. */
  held: count,
})
export type ImageContents = z.infer<typeof imageContents>

/** Votes, golden answers and decisions that would be lost. */
export const lostAnswers = ({ votes, goldenAnswers, decisions }: ImageContents): number =>
  votes + goldenAnswers + decisions

export const removeImagesInput = z.strictObject({
  target: imageTarget,
  /** How many votes, golden answers and decisions are lost, as whoever removes the images typed it. */
  lost: z.number().int().min(0),
})
export type RemoveImagesInput = z.infer<typeof removeImagesInput>

/** What the job that removes images gives. */
export interface RemovedImages {
  images: number
}

export const setLabelsInput = z.strictObject({
  target: imageTarget,
  classIndex: z.int32().min(0),
  holds: z.boolean(),
  reason: statedReason,
})
export type SetLabelsInput = z.infer<typeof setLabelsInput>

export const setLabelsResult = z.strictObject({
  /** By which all that was set at once can be taken back. */
  act: z.number().int(),
  images: z.number().int(),
})
export type SetLabelsResult = z.infer<typeof setLabelsResult>

/** One decision, or all that were set at once. */
export const takeBackLabelsInput = z.union([
  z.strictObject({ decision: z.int32() }),
  z.strictObject({ act: z.int32() }),
])
export type TakeBackLabelsInput = z.infer<typeof takeBackLabelsInput>

export const takenBackLabels = z.strictObject({ labels: z.number().int() })
