import type { Db } from '@/lib/db/client'
import { countUploadPart } from '@/lib/db/data/upload-use-query'
import type { Upload } from '@/lib/db/generated/client'
import { uploadPathProblem } from '@/lib/domain/data/upload-path'
import { env } from '@/lib/env'
import { AppError, notFound } from '@/lib/errors'
import { byteSizeText } from '@/lib/wording/byte-size'

const mostFiles = 200_000

export const overUploadLimit = () =>
  new AppError(
    'too-large',
    `More than ${byteSizeText(env.UPLOAD_MAX_BYTES)} of files cannot wait for import in one project. Import or discard the uploaded files, split them into several imports, or ask the server operator to raise UPLOAD_MAX_BYTES.`,
  )

export function checkUploadPath(path: string) {
  const problem = uploadPathProblem(path)
  if (problem) throw new AppError('invalid-input', `The path “${path}” ${problem}.`, { path: problem })
}

export function checkFileCount({ fileCount }: Upload, more: number) {
  if (fileCount + more <= mostFiles) return
  throw new AppError('too-large', `An upload has at most ${mostFiles.toLocaleString('en')} files. Send a zip instead.`)
}

/** Counts what has been written, or refuses it. */
export async function countReceived({ projectId, id }: Upload, added: { files: number; bytes: number }, db: Db) {
  const outcome = await countUploadPart({ projectId, uploadId: id, ...added, mostBytes: env.UPLOAD_MAX_BYTES }, db)
  if (outcome === 'gone') throw notFound('upload')
  if (outcome === 'too-large') throw overUploadLimit()
}
