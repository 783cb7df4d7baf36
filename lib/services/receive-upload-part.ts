import type { ReceivedPart } from '@/lib/contracts/upload'
import { type Db, prisma } from '@/lib/db/client'
import { countUploadPart } from '@/lib/db/upload-use-query'
import type { Actor } from '@/lib/domain/permissions'
import { uploadPathProblem } from '@/lib/domain/upload-path'
import { env } from '@/lib/env'
import { AppError, notFound } from '@/lib/errors'
import { writeUploadPart } from '@/lib/storage/upload-store'
import { byteSizeText } from '@/lib/wording/byte-size'
import { guardUpload } from './guard-upload'

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

const mostFiles = 200_000

const overLimit = (mostBytes: number) =>
  new AppError(
    'too-large',
    `More than ${byteSizeText(mostBytes)} of files may not wait to be imported in one project. Import or discard what was sent, send it as several imports, or let whoever runs the server raise UPLOAD_MAX_BYTES.`,
  )

/** The body, given up as soon as it is too long, and refused at its end when it is not as long as announced. */
async function* watched(
  body: AsyncIterable<Uint8Array> | null,
  {
    path,
    announcedBytes,
    roomBytes,
    mostBytes,
  }: Pick<UploadPartInput, 'path' | 'announcedBytes'> & {
    roomBytes: number
    mostBytes: number
  },
) {
  let size = 0
  try {
    for await (const chunk of body ?? []) {
      size += chunk.length
      if (size > roomBytes) throw overLimit(mostBytes)
      yield chunk
    }
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('invalid-input', `“${path}” broke off after ${size} bytes of this part. Send the part again.`)
  }
  if (announcedBytes !== null && announcedBytes !== size)
    throw new AppError('invalid-input', `Of “${path}” ${size} bytes arrived, not ${announcedBytes}. Send it again.`)
}

/**
 * Takes a part of a file of an upload as it comes in, straight to disk. Sent twice, it is stored once; what fails leaves
 * the file as it was before the part.
 */
export async function receiveUploadPart(
  actor: Actor,
  { slug, uploadId, path, offset, body, announcedBytes }: UploadPartInput,
  db: Db = prisma,
): Promise<ReceivedPart> {
  const upload = await guardUpload(actor, { slug, uploadId }, db)
  const problem = uploadPathProblem(path)
  if (problem) throw new AppError('invalid-input', `The path “${path}” ${problem}.`, { path: problem })
  if (upload.fileCount >= mostFiles)
    throw new AppError(
      'too-large',
      `An upload has at most ${mostFiles.toLocaleString('en')} files. Send a zip instead.`,
    )
  const mostBytes = env.UPLOAD_MAX_BYTES
  const roomBytes = mostBytes - offset
  if ((announcedBytes ?? 0) > roomBytes) throw overLimit(mostBytes)

  const accept = async (before: number, after: number) => {
    const { projectId, id } = upload
    const files = offset === 0 && before === 0 ? 1 : 0
    const outcome = await countUploadPart({ projectId, uploadId: id, files, bytes: after - before, mostBytes }, db)
    if (outcome === 'gone') throw notFound('upload')
    if (outcome === 'too-large') throw overLimit(mostBytes)
  }
  const part = watched(body, { path, announcedBytes, roomBytes, mostBytes })
  const { byteSize } = await writeUploadPart({ uploadId: upload.id, filePath: path, offset, body: part }, accept)
  return { path, byteSize }
}
