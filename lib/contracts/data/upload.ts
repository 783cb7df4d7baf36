import { z } from 'zod'

/** A file is sent in parts of this size, so that a lost connection costs one part and no request takes long. */
export const uploadPartBytes = 8 * 1024 * 1024

/** Files that wait to be imported. */
export const upload = z.strictObject({
  id: z.string(),
  fileCount: z.number().int(),
  byteSize: z.number().int(),
  createdAt: z.iso.datetime(),
})
export type Upload = z.infer<typeof upload>

export const uploadPartQuery = z.object({
  /** The file's path in its folder, separated by “/”. */
  path: z.string().max(4_000),
  /** Where this part begins; whatever the file had from there on is replaced. */
  offset: z.coerce.number().int().min(0).max(1_000_000_000_000_000).default(0),
})

export const receivedPart = z.strictObject({
  path: z.string(),
  /** Of the file, up to the end of this part. */
  byteSize: z.number().int(),
})
export type ReceivedPart = z.infer<typeof receivedPart>

/**
 * The first line of a pack of small files: which follow it, one behind the other, with nothing between. A thousand
 * requests become ten this way.
 */
export const uploadPack = z.strictObject({
  files: z
    .array(z.strictObject({ path: z.string().max(4_000), byteSize: z.number().int().min(0) }))
    .min(1, 'A pack holds at least one file.')
    .max(1_000, 'A pack holds at most 1,000 files.'),
})
export type UploadPack = z.infer<typeof uploadPack>

export const receivedPack = z.strictObject({ files: z.number().int(), byteSize: z.number().int() })
export type ReceivedPack = z.infer<typeof receivedPack>

export const discardedUpload = z.strictObject({ id: z.string() })
