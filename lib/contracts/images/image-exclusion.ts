import { z } from 'zod'
import { imageTarget, statedReason } from './image-target'

export const excludeImagesInput = z.strictObject({ target: imageTarget, reason: statedReason })
export type ExcludeImagesInput = z.infer<typeof excludeImagesInput>

export const includeImagesInput = z.strictObject({ target: imageTarget })
export type IncludeImagesInput = z.infer<typeof includeImagesInput>

/** The images that were changed, so that just these can be changed back. */
export const changedImages = z.strictObject({ images: z.array(z.number().int()) })
export type ChangedImages = z.infer<typeof changedImages>
