import { z } from 'zod'
import { count, int } from '@/lib/contracts/number'

/** Files are sent in parts of this size, so that a lost connection costs at most one part and requests stay short. */
export const uploadPartBytes = 8 * 1024 * 1024

export const upload = z.strictObject({
  id: z.string(),
  fileCount: int,
  byteSize: int,
  createdAt: z.iso.datetime(),
})
export type Upload = z.infer<typeof upload>

const packedFile = z.strictObject({
  /** Path in its folder, separated by “/”. */
  path: z.string().max(4_000),
  /** Where these bytes begin in the file. Anything the file already has from there on is replaced. */
  offset: count.max(1_000_000_000_000_000).default(0),
  byteSize: count.max(1_000_000_000),
})

/** First line of a pack: the small files, or the part of a large one, whose bytes follow. Saves many requests. */
export const uploadPack = z.strictObject({
  files: z
    .array(packedFile)
    .min(1, 'A pack holds at least one file.')
    .max(1_000, 'A pack holds at most 1,000 files.')
    .refine(
      (files) => new Set(files.map(({ path, offset }) => `${offset} ${path}`)).size === files.length,
      'Two files have the same path, so one would replace the other.',
    ),
})
export type UploadPack = z.input<typeof uploadPack>

export const receivedPack = z.strictObject({ fileCount: int, byteSize: int })
export type ReceivedPack = z.infer<typeof receivedPack>
