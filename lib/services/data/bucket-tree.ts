import { isLeftBySystem } from '@/lib/domain/data/file-role'
import { uploadPathProblem } from '@/lib/domain/data/upload-path'
import { env } from '@/lib/env'
import { invalidInput } from '@/lib/errors'
import { type FileTree, inNameOrder, type TreeFile } from '@/lib/formats/file-tree'
import { FormatError } from '@/lib/formats/format-error'
import { imageKeyPrefix } from '@/lib/storage/image-store'
import { s3Settings, s3Store } from '@/lib/storage/s3-store'

/** Whether the operator allows imports from there: the server can read more buckets than projects should see. */
const isOpen = (bucket: string, prefix: string): boolean =>
  env.S3_IMPORT_BUCKETS.some((open) => {
    const [name, ...folders] = open.split('/')
    return name === bucket && prefix.startsWith(folders.join('/'))
  })

/** Stored images belong to all projects, so no project may import them. */
const holdsStoredImages = (bucket: string, prefix: string) =>
  bucket === env.S3_BUCKET && (prefix.startsWith(imageKeyPrefix) || imageKeyPrefix.startsWith(prefix))

function checkBucket(bucket: string, prefix: string) {
  const location = `s3://${bucket}/${prefix}`
  if (holdsStoredImages(bucket, prefix))
    throw invalidInput(`${location} holds the stored images of all projects. Give another prefix.`, {
      prefix: 'holds stored images',
    })
  if (!isOpen(bucket, prefix))
    throw invalidInput(
      `${location} is not open for imports. The server operator can allow it with S3_IMPORT_BUCKETS=${bucket}${prefix && `/${prefix}`}.`,
      { bucket: 'is not open for imports' },
    )
}

/** Names are relative to the last “/” of the prefix. Throws AppError `invalid-input` if it is not open for imports. */
export async function bucketTree({ bucket, prefix }: { bucket: string; prefix: string }): Promise<FileTree> {
  checkBucket(bucket, prefix)
  const location = `s3://${bucket}/${prefix}`
  const store = s3Store(s3Settings(bucket))
  const roof = prefix.slice(0, prefix.lastIndexOf('/') + 1)
  const files = new Map<string, TreeFile>()
  const wrong = (key: string, expected: string, found: string, mend: string) =>
    new FormatError({ file: location, where: `“${key}”`, expected, found, mend })
  for await (const { key, byteSize } of store.list(prefix)) {
    const name = key.slice(roof.length)
    if (name === '' || name.endsWith('/') || isLeftBySystem(name)) continue
    const problem = uploadPathProblem(name)
    if (problem) throw wrong(key, 'a key that is a valid file name', `one that ${problem}`, 'Rename or remove it.')
    const read = async (signal?: AbortSignal) => {
      signal?.throwIfAborted()
      const bytes = await store.get(key)
      if (bytes) return bytes
      throw wrong(
        key,
        'the object that was listed before',
        'nothing',
        'Import again when the bucket is no longer being changed.',
      )
    }
    files.set(name, { name, byteSize, read })
  }
  const inOrder = inNameOrder(files.values())
  return { location, files: async () => inOrder, find: async (name) => files.get(name) ?? null, close: () => {} }
}
