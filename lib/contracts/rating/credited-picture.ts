import { z } from 'zod'
import { examplesPerClass } from '@/lib/domain/rating/rating-limits'
import { creditedImage } from './rating'

/** Must not contain the picture's name or position. */
export const creditedPicture = creditedImage
  .pick({ credit: true, creditUrl: true, license: true })
  .extend({ url: z.string() })
export type CreditedPicture = z.infer<typeof creditedPicture>

/** Pictures that show the class of each candidate of an assignment, in display order. */
export const classExamplesOutput = z.strictObject({
  candidates: z.array(z.array(creditedPicture).max(examplesPerClass)),
})
export type ClassExamples = z.infer<typeof classExamplesOutput>
