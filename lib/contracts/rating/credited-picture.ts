import { z } from 'zod'
import { creditedImage } from './rating'

/** Whom a picture is by that a rater has answered or skipped. */
export const creditedPicture = creditedImage
  .pick({ credit: true, creditUrl: true, license: true })
  .extend({ url: z.string() })
export type CreditedPicture = z.infer<typeof creditedPicture>
