import { z } from 'zod'

export const classLabel = z.strictObject({
  name: z.string(),
  wnid: z.string().nullable(),
  index: z.number().int().nullable(),
})
export type ClassLabel = z.infer<typeof classLabel>
