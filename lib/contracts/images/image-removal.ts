import { z } from 'zod'
import { imageTarget } from './image-target'

const count = z.number().int()

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
