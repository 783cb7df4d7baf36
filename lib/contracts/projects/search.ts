import { z } from 'zod'
import { foundKinds } from '@/lib/domain/projects/search'

export const searchQuery = z.object({ query: z.string().trim().min(1, 'Type what to search for.').max(100) })

/** Something that a search found, and the address where it is opened. */
export const foundItem = z.strictObject({
  kind: z.enum(foundKinds),
  title: z.string(),
  /** What tells it from others of the same title; may be empty. */
  hint: z.string(),
  href: z.string(),
})
export type FoundItem = z.infer<typeof foundItem>

export const searchResult = z.strictObject({ found: z.array(foundItem) })
