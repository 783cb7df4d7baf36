import { z } from 'zod'
import { count, int, integerBetween, rowNumber } from '@/lib/contracts/number'

/** Images of a bulk action: selected ones, or all that match a filter of the list. */
const imageTarget = z.union([
  z.strictObject({ imageIds: z.array(rowNumber).min(1).max(100_000) }),
  /** The query string of the list, and the number of matches when the user confirmed. */
  z.strictObject({ filter: z.string().max(2_000), count: z.int32().min(1) }),
])
export type ImageTarget = z.infer<typeof imageTarget>

/** Reason for an action that changes results. Published with them. */
const statedReason = z
  .string()
  .trim()
  .min(1, 'Give a reason.')
  .max(500, 'must have at most 500 characters')
  .refine((text) => !text.includes('\0'), 'must not contain a zero character')

export const imageTargetInput = z.strictObject({ target: imageTarget })
export type ImageTargetInput = z.infer<typeof imageTargetInput>

/** Images with candidates that were sent to experts or taken back, and the number of these candidates. */
export const sentToExperts = z.strictObject({ imageIds: z.array(int), candidates: count })
export type SentToExperts = z.infer<typeof sentToExperts>

export const askAgainInput = z.strictObject({
  target: imageTarget,
  /** Votes wanted per candidate, from raters who have not answered it. */
  votes: integerBetween(1, 50),
})
export type AskAgainInput = z.infer<typeof askAgainInput>

export const askedAgain = z.strictObject({ batchId: rowNumber, images: count, tasks: count, candidates: count })
export type AskedAgain = z.infer<typeof askedAgain>

export const excludeImagesInput = z.strictObject({ target: imageTarget, reason: statedReason })
export type ExcludeImagesInput = z.infer<typeof excludeImagesInput>

/** The changed images, so that exactly these can be changed back. */
export const changedImages = z.strictObject({ imageIds: z.array(int) })
export type ChangedImages = z.infer<typeof changedImages>

/** What is deleted along with the images, and what prevents their removal. */
export const imageContents = z.strictObject({
  images: count,
  candidates: count,
  votes: count,
  /** Golden answers, without adjudications. */
  goldenAnswers: count,
  decisions: count,
  /** Images that a run includes. */
  inRuns: count,
  held: count,
})
export type ImageContents = z.infer<typeof imageContents>

export const countLostAnswers = ({ votes, goldenAnswers, decisions }: ImageContents): number =>
  votes + goldenAnswers + decisions

export const removeImagesInput = z.strictObject({
  target: imageTarget,
  /** Number of lost votes, golden answers and decisions, which the admin types to confirm. */
  lost: count,
})
export type RemoveImagesInput = z.infer<typeof removeImagesInput>

export const removedImages = z.strictObject({ images: count })
export type RemovedImages = z.infer<typeof removedImages>

export const setLabelsInput = z.strictObject({
  target: imageTarget,
  classIndex: rowNumber,
  holds: z.boolean(),
  reason: statedReason,
})
export type SetLabelsInput = z.infer<typeof setLabelsInput>

export const setLabelsResult = z.strictObject({
  /** Id with which everything set at once can be undone. */
  actId: int,
  images: int,
})
export type SetLabelsResult = z.infer<typeof setLabelsResult>

export const takeBackLabelsInput = z.union([
  z.strictObject({ decisionId: z.int32() }),
  z.strictObject({ actId: z.int32() }),
])
export type TakeBackLabelsInput = z.infer<typeof takeBackLabelsInput>

export const takenBackLabels = z.strictObject({ labels: int })
