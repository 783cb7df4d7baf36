import { z } from 'zod'
import { imageFlagKinds } from '@/lib/domain/images/image-flag'

const count = z.number().int()

/** What one rater said of an image. Raters are known by number alone. */
export const raterFlag = z.strictObject({
  raterId: count,
  kinds: z.array(z.enum(imageFlagKinds)),
  comment: z.string().nullable(),
  createdAt: z.iso.datetime(),
  settledAt: z.iso.datetime().nullable(),
})
export type RaterFlag = z.infer<typeof raterFlag>

export const flaggedImage = z.strictObject({
  imageId: count,
  fileName: z.string(),
  contentHash: z.string().nullable(),
  credit: z.string().nullable(),
  license: z.string().nullable(),
  flags: z.array(raterFlag),
})
export type FlaggedImage = z.infer<typeof flaggedImage>

/** A page of flagged images, those flagged last first. */
export const flagPage = z.strictObject({
  images: z.array(flaggedImage),
  page: count,
  pageCount: count,
  /** Images with open flags, and with settled ones; and, of those shown, how many have each kind. */
  counts: z.strictObject({ open: count, settled: count, kinds: z.record(z.string(), count) }),
})
export type FlagPage = z.infer<typeof flagPage>

/** Whose flags on an image are settled or opened again; left out, all that are open. */
export const settleFlagsInput = z.strictObject({
  isSettled: z.boolean(),
  raters: z.array(z.int32().min(0)).min(1).max(10_000).optional(),
})
export type SettleFlagsInput = z.infer<typeof settleFlagsInput>

export const settledFlags = z.strictObject({ raters: z.array(count) })

/** What the list may be asked for; words it does not know are passed over. */
export const flagQuery = z.object({
  show: z.string().optional(),
  kind: z.string().optional(),
  page: z.string().optional(),
})
