import { type ReceivedPack, uploadPack } from '@/lib/contracts/data/upload'
import { parseInput } from '@/lib/contracts/endpoint'
import { countUploadPart } from '@/lib/db/data/upload-use-query'
import type { Upload } from '@/lib/db/generated/client'
import { uploadPathProblem } from '@/lib/domain/data/upload-path'
import type { Actor } from '@/lib/domain/permissions'
import { env } from '@/lib/env'
import { AppError, invalidInput, notFound } from '@/lib/errors'
import { type UploadPart, undoUploadPart, uploadedSize, writeUploadPart } from '@/lib/storage/upload-store'
import { byteSizeText } from '@/lib/wording/byte-size'
import { guardUpload } from './uploads'

const maxFiles = 200_000

const overUploadLimit = () =>
  new AppError(
    'too-large',
    `More than ${byteSizeText(env.UPLOAD_MAX_BYTES)} of files cannot wait for import in one project. Import or discard the uploaded files, split them into several imports, or ask the server operator to raise UPLOAD_MAX_BYTES.`,
  )

function checkUploadPath(path: string) {
  const problem = uploadPathProblem(path)
  if (problem) throw invalidInput(`The path “${path}” ${problem}.`, { path: problem })
}

async function countReceived({ projectId, id }: Upload, added: { files: number; bytes: number }) {
  const outcome = await countUploadPart({ projectId, uploadId: id, ...added, maxFiles, maxBytes: env.UPLOAD_MAX_BYTES })
  if (outcome === 'gone') throw notFound('upload')
  if (outcome === 'too-large') throw overUploadLimit()
  if (outcome === 'too-many')
    throw new AppError('too-large', `An upload has at most ${maxFiles.toLocaleString('en')} files. Send a zip instead.`)
}

interface UploadPackInput {
  slug: string
  uploadId: string
  body: AsyncIterable<Uint8Array> | null
}

const maxListBytes = 5_000_000
const maxPackBytes = 64 * 1024 * 1024

const interrupted = () => invalidInput('The upload of these files was interrupted. Upload them again.')
const withoutList = () =>
  invalidInput(
    'The body has no line break. Begin it with one line of JSON that lists the files, such as {"files": [{"path": "photos/a.jpg", "byteSize": 12345}]}, followed by their bytes.',
  )
const tooShort = () =>
  invalidInput(
    'The body ends before the last byte that its list of files announces. If the upload was interrupted, upload the files again; otherwise correct byteSize.',
  )

class Pieces {
  private readonly chunks: AsyncIterator<Uint8Array>
  private left: Uint8Array = new Uint8Array(0)

  constructor(body: AsyncIterable<Uint8Array>) {
    this.chunks = body[Symbol.asyncIterator]()
  }

  private async more(): Promise<boolean> {
    const { done, value } = await this.chunks.next().catch(() => {
      throw interrupted()
    })
    if (!done) this.left = value
    return !done
  }

  /** Reads up to the first line break. */
  async line(): Promise<string> {
    const parts: Uint8Array[] = []
    let size = 0
    for (;;) {
      const end = this.left.indexOf(10)
      const part = end === -1 ? this.left : this.left.subarray(0, end)
      parts.push(part)
      size += part.length
      if (size > maxListBytes)
        throw new AppError('too-large', 'The list of files is over 5 MB. Send fewer files at once.')
      if (end !== -1) {
        this.left = this.left.subarray(end + 1)
        return Buffer.concat(parts).toString('utf8')
      }
      if (!(await this.more())) throw withoutList()
    }
  }

  async *bytes(count: number): AsyncGenerator<Uint8Array, void, undefined> {
    for (let wanted = count; wanted > 0; ) {
      if (this.left.length === 0 && !(await this.more())) throw tooShort()
      const part = this.left.subarray(0, wanted)
      this.left = this.left.subarray(part.length)
      wanted -= part.length
      yield part
    }
  }

  async isAtEnd(): Promise<boolean> {
    while (this.left.length === 0) if (!(await this.more())) return true
    return false
  }
}

function listOf(line: string) {
  let json: unknown
  try {
    json = JSON.parse(line)
  } catch {
    throw invalidInput('The list of files, in the first line, is not valid JSON.')
  }
  const pack = parseInput(uploadPack, json, 'list of files')
  for (const { path } of pack.files) checkUploadPath(path)
  return pack
}

/**
 * Receives a line of JSON that lists files or their parts, then their bytes. Stores all or none: after a failure, files
 * that were there before end where their part begins. Sending them again is safe.
 */
export async function receiveUploadPack(
  actor: Actor,
  { slug, uploadId, body }: UploadPackInput,
): Promise<ReceivedPack> {
  const upload = await guardUpload(actor, { slug, uploadId })
  const pieces = new Pieces(body ?? (async function* () {})())
  const { files } = listOf(await pieces.line())
  const byteSize = files.reduce((sum, file) => sum + file.byteSize, 0)
  if (byteSize > maxPackBytes)
    throw new AppError('too-large', 'At most 64 MB can be sent at once. Send larger files in parts.')
  if (files.some((file) => file.offset + file.byteSize > env.UPLOAD_MAX_BYTES)) throw overUploadLimit()
  const added = { files: 0, bytes: 0 }
  /** Bytes of earlier parts that these parts replace; a failure leaves neither. */
  let replaced = 0
  const written: { part: UploadPart; isNew: boolean }[] = []
  try {
    for (const { path: filePath, offset, byteSize: wanted } of files) {
      const part = { uploadId: upload.id, filePath, offset, body: pieces.bytes(wanted) }
      const before = await uploadedSize(part)
      replaced += Math.max(0, (before ?? 0) - offset)
      const after = await writeUploadPart(part)
      const isNew = before === null
      written.push({ part, isNew })
      if (isNew) added.files++
      added.bytes += after - (before ?? 0)
    }
    if (!(await pieces.isAtEnd()))
      throw invalidInput(
        'There is data after the last file of the list. Add the missing file to the list, or correct byteSize.',
      )
    await countReceived(upload, added)
  } catch (error) {
    for (const { part, isNew } of written.toReversed()) await undoUploadPart(part, isNew)
    if (replaced > 0) await countReceived(upload, { files: 0, bytes: -replaced })
    throw error
  }
  return { fileCount: files.length, byteSize }
}
