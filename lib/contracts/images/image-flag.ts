import { z } from 'zod'
import { imageFlagKinds } from '@/lib/domain/images/image-flag'

/** A rater's flag on an image. Without kinds and comment it is not a flag. */
export const imageFlagInput = z.strictObject({
  kinds: z.array(z.enum(imageFlagKinds)).max(imageFlagKinds.length),
  comment: z
    .string()
    .trim()
    .max(2000)
    .nullable()
    .transform((text) => text || null),
})
export type ImageFlagInput = z.input<typeof imageFlagInput>

const imageFlagSchema = z.strictObject({
  kinds: z.array(z.enum(imageFlagKinds)),
  comment: z.string().nullable(),
})
export type ImageFlag = z.infer<typeof imageFlagSchema>

/** `flag` is null if the rater has not flagged the image. `suggested` counts the rater's suggestions for it. */
export const imageFlagOutput = z.strictObject({ flag: imageFlagSchema.nullable(), suggested: z.number().int().min(0) })
export type ImageFlagOutput = z.infer<typeof imageFlagOutput>
