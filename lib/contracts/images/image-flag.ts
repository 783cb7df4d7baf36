import { z } from 'zod'
import { filterQuery } from '@/lib/contracts/endpoint'
import { listedImage } from '@/lib/contracts/images/picture'
import { count, int, rowNumber } from '@/lib/contracts/number'
import { flagAddress, imageFlagKinds } from '@/lib/domain/images/image-flag'

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
export const imageFlagOutput = z.strictObject({ flag: imageFlagSchema.nullable(), suggested: count })
export type ImageFlagOutput = z.infer<typeof imageFlagOutput>

/** One rater's flag. Raters are identified only by number. */
export const raterFlag = z.strictObject({
  raterId: rowNumber,
  kinds: z.array(z.enum(imageFlagKinds)),
  comment: z.string().nullable(),
  createdAt: z.iso.datetime(),
  settledAt: z.iso.datetime().nullable(),
})
export type RaterFlag = z.infer<typeof raterFlag>

export const flaggedImage = z.strictObject({
  ...listedImage,
  flags: z.array(raterFlag),
})
export type FlaggedImage = z.infer<typeof flaggedImage>

/** Most recently flagged images first. */
export const flagPage = z.strictObject({
  images: z.array(flaggedImage),
  page: count,
  pageCount: count,
  /** Images with open flags, images with settled flags, and shown images by kind of flag. */
  counts: z.strictObject({ open: count, settled: count, kinds: z.record(z.string(), count) }),
})
export type FlagPage = z.infer<typeof flagPage>

/** Raters whose flags on an image are settled or reopened. If omitted, all raters with open flags. */
export const settleFlagsInput = z.strictObject({
  isSettled: z.boolean(),
  raterIds: z.array(rowNumber).min(1).max(10_000).optional(),
  /** When the newest of the flags that were shown was raised: a flag that has changed since is not settled unread. */
  shownUntil: z.iso
    .datetime()
    .regex(/^(?!0000)/, 'There is no year 0.')
    .optional(),
})
export type SettleFlagsInput = z.infer<typeof settleFlagsInput>

export const settledFlags = z.strictObject({ raterIds: z.array(int) })

export const flagQuery = filterQuery(flagAddress)
