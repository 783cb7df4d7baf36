import { z } from 'zod'

const count = z.number().int().min(0)

/** Items that wait for the reader, by the project page on which they are settled. */
export const waiting = z.strictObject({
  disagreements: count,
  quality: count,
  flags: count,
  adjudication: count,
  reviews: count,
  suggestions: count,
})
