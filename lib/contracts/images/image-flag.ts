import { z } from 'zod'
import { imageFlagKinds } from '@/lib/domain/images/image-flag'

/** What a rater says of an image apart from the answers. With neither a kind nor a comment it says nothing. */
export const imageFlagInput = z.strictObject({
  kinds: z.array(z.enum(imageFlagKinds)).max(imageFlagKinds.length),
  /** Null: none. */
  comment: z
    .string()
    .trim()
    .max(2000)
    .nullable()
    .transform((text) => text || null),
})
export type ImageFlagInput = z.input<typeof imageFlagInput>

export const imageFlagSchema = z.strictObject({
  kinds: z.array(z.enum(imageFlagKinds)),
  comment: z.string().nullable(),
})
export type ImageFlag = z.infer<typeof imageFlagSchema>

/** Null: the rater has said nothing of this image. With how many other things they suggested for it. */
export const imageFlagOutput = z.strictObject({ flag: imageFlagSchema.nullable(), suggested: z.number().int().min(0) })
export type ImageFlagOutput = z.infer<typeof imageFlagOutput>
