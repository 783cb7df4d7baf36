import { z } from 'zod'

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
