import { z } from 'zod'

const count = z.number().int()

export const dataModel = z.strictObject({
  id: count,
  name: z.string(),
  /** Null: its predictions have ranks alone. */
  scoreKind: z.enum(['probability', 'logit']).nullable(),
  images: count,
  predictions: count,
  /** Images that it speaks of and that have an original label, and those whose label is its top-1. */
  comparedImages: count,
  agreeingImages: count,
  /** The launched batch whose record it belongs to; null: it may be deleted. */
  keptByBatch: z.string().nullable(),
})
export type DataModel = z.infer<typeof dataModel>

/** What a project has been given. */
export const projectData = z.strictObject({
  slug: z.string(),
  images: z.strictObject({
    count,
    /** With a stored picture, an original label, an author. */
    stored: count,
    labelled: count,
    credited: count,
  }),
  classes: z.strictObject({
    /** Classes that can be labels, and the others of the hierarchy. */
    labelable: count,
    inner: count,
    /** Labelable classes that are the original label of some image. */
    used: count,
  }),
  models: z.array(dataModel),
  fetchHosts: z.array(z.string()),
  /** Of files that may wait to be imported. */
  uploadMaxBytes: count,
})
export type ProjectData = z.infer<typeof projectData>

export const deletedModel = z.strictObject({ id: count, name: z.string() })

/** The name of a host as addresses have it, with its port where it is not the usual one. */
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
