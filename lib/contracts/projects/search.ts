import { z } from 'zod'
import { foundKinds } from '@/lib/domain/projects/search'

export const searchQuery = z.object({ query: z.string().trim().min(1, 'Type what to search for.').max(100) })

const foundItem = z.strictObject({
  kind: z.enum(foundKinds),
  title: z.string(),
  /** Tells results with the same title apart. May be empty. */
  hint: z.string(),
  href: z.string(),
})
export type FoundItem = z.infer<typeof foundItem>

export const searchResult = z.strictObject({ found: z.array(foundItem) })
