import { z } from 'zod'
import { examplesPerClass } from '@/lib/domain/rating/rating-limits'

/** A picture that shows a class. Must not contain the picture's name or position. */
const classExampleSchema = z.strictObject({
  url: z.string(),
  credit: z.string().nullable(),
  creditUrl: z.string().nullable(),
  license: z.string().nullable(),
})
export type ClassExample = z.infer<typeof classExampleSchema>

/** Example pictures for each candidate of the assignment, in display order. */
export const classExamplesOutput = z.strictObject({
  candidates: z.array(z.array(classExampleSchema).max(examplesPerClass)),
})
export type ClassExamples = z.infer<typeof classExamplesOutput>
