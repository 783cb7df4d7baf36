import { z } from 'zod'

export const classLabel = z.strictObject({
  name: z.string(),
  externalId: z.string().nullable(),
  index: z.number().int().nullable(),
})
export type ClassLabel = z.infer<typeof classLabel>
