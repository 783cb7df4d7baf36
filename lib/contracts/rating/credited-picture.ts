import { z } from 'zod'
import { creditedImage } from './rating'

export const creditedPicture = creditedImage
  .pick({ credit: true, creditUrl: true, license: true })
  .extend({ url: z.string() })
export type CreditedPicture = z.infer<typeof creditedPicture>
