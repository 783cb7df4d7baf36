import { z } from 'zod'
import { examplesPerClass } from '@/lib/domain/rating/rating-limits'

/** A picture that shows a class, and whom it is by: nothing of what it is called or where it stands. */
export const classExampleSchema = z.strictObject({
  url: z.string(),
  credit: z.string().nullable(),
  creditUrl: z.string().nullable(),
  license: z.string().nullable(),
})
export type ClassExample = z.infer<typeof classExampleSchema>

/** For each candidate of the assignment, in the order shown, the pictures of its class. */
export const classExamplesOutput = z.strictObject({
  candidates: z.array(z.array(classExampleSchema).max(examplesPerClass)),
})
export type ClassExamples = z.infer<typeof classExamplesOutput>
