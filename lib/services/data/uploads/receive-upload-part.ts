import type { ReceivedPart } from '@/lib/contracts/data/upload'
import { type Db, prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { writeUploadPart } from '@/lib/storage/upload-store'
import { guardUpload } from './guard-upload'
import { checkFileCount, checkUploadPath, countReceived, overUploadLimit } from './upload-limits'

export interface UploadPartInput {
  slug: string
  uploadId: string
  path: string
  /** Where this part begins in the file. */
  offset: number
  body: AsyncIterable<Uint8Array> | null
  /** As the sender announced it; null when it did not. */
  announcedBytes: number | null
}

/** The body, given up as soon as it is too long, and refused at its end when it is not as long as announced. */
async function* watched({ body, path, announcedBytes }: UploadPartInput, freeBytes: number) {
  let size = 0
  try {
    for await (const chunk of body ?? []) {
      size += chunk.length
      if (size > freeBytes) throw overUploadLimit()
      yield chunk
    }
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError(
      'invalid-input',
      `The upload of “${path}” was interrupted after ${size} bytes of this part. Send the part again.`,
    )
  }
  if (announcedBytes !== null && announcedBytes !== size)
    throw new AppError('invalid-input', `${size} of ${announcedBytes} bytes of “${path}” arrived. Send it again.`)
}

/**
 * Takes a part of a file of an upload as it comes in, straight to disk. Sent twice, it is stored once; what fails leaves
 * the file as it was before the part.
 */
export async function receiveUploadPart(actor: Actor, input: UploadPartInput, db: Db = prisma): Promise<ReceivedPart> {
  const { path, offset, announcedBytes } = input
  const upload = await guardUpload(actor, input, db)
  checkUploadPath(path)
  checkFileCount(upload, 1)
  const freeBytes = env.UPLOAD_MAX_BYTES - offset
  if ((announcedBytes ?? 0) > freeBytes) throw overUploadLimit()
  const part = { uploadId: upload.id, filePath: path, offset, body: watched(input, freeBytes) }
  const { byteSize } = await writeUploadPart(part, (before, after) =>
    countReceived(upload, { files: before === null ? 1 : 0, bytes: after - (before ?? 0) }, db),
  )
  return { path, byteSize }
}
