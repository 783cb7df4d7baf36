import { z } from 'zod'

const count = z.number().int().min(0)

/** How much waits for a reader, by the page of the project where it is settled. */
export const waiting = z.strictObject({
  disagreements: count,
  quality: count,
  flags: count,
  adjudication: count,
  reviews: count,
  suggestions: count,
})
