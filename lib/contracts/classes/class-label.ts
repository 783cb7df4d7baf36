import { z } from 'zod'
import { int } from '@/lib/contracts/number'

export const classLabel = z.strictObject({
  name: z.string(),
  externalId: z.string().nullable(),
  index: int.nullable(),
})
export type ClassLabel = z.infer<typeof classLabel>
