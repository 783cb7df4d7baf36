import { z } from 'zod'
import { count, rowNumber } from '@/lib/contracts/number'

export const dataModel = z.strictObject({
  id: rowNumber,
  name: z.string(),
  /** Null: its predictions have only ranks. */
  scoreKind: z.enum(['probability', 'logit']).nullable(),
  /** Whether it proposes nothing and is only evaluated. */
  isScoredOnly: z.boolean(),
  images: count,
  predictions: count,
  /** Images with predictions and an original label, and those of them whose label is the model's top-1. */
  comparedImages: count,
  agreeingImages: count,
  /** The launched batch that was planned with the model. Null if the model may be deleted. */
  keptByBatch: z.string().nullable(),
})
export type DataModel = z.infer<typeof dataModel>

export const projectData = z.strictObject({
  slug: z.string(),
  images: z.strictObject({
    count,
    /** Images with a stored picture, an original label, an author. */
    stored: count,
    labelled: count,
    credited: count,
  }),
  classes: z.strictObject({
    labelable: count,
    inner: count,
    /** Labelable classes that are the original label of at least one image. */
    used: count,
  }),
  models: z.array(dataModel),
  fetchHosts: z.array(z.string()),
  /** Limit for all files waiting to be imported. */
  maxUploadBytes: count,
})
export type ProjectData = z.infer<typeof projectData>

/** Host name, with its port if it is not the default. */
const host = z
  .string()
  .trim()
  .toLowerCase()
  .max(253, 'At most 253 characters.')
  .regex(
    /^(?!-)[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})*(:\d{1,5})?$/,
    'Enter only the host name, such as images.example.org, without https://, path or spaces.',
  )

export const fetchHostsInput = z.strictObject({
  hosts: z
    .array(host)
    .max(100, 'At most 100 hosts.')
    .transform((hosts) => [...new Set(hosts)].sort()),
})
export const fetchHosts = z.strictObject({ hosts: z.array(z.string()) })
