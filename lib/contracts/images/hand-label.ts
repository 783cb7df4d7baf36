import { z } from 'zod'
import { imageTarget, statedReason } from './image-target'

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
