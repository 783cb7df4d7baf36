import { z } from 'zod'

/** Whom a picture is by that a rater has answered or skipped. */
export const creditedPicture = z.strictObject({
  url: z.string(),
  credit: z.string().nullable(),
  creditUrl: z.string().nullable(),
  license: z.string().nullable(),
})
export type CreditedPicture = z.infer<typeof creditedPicture>
