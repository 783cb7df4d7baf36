import { type ReceivedPack, type UploadPack, uploadPack } from '@/lib/contracts/data/upload'
import { type Db, prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'
import { removeUploadFile, writeUploadPart } from '@/lib/storage/upload-store'
import { guardUpload } from './guard-upload'
import { checkFileCount, checkUploadPath, countReceived } from './upload-limits'

export interface UploadPackInput {
  slug: string
  uploadId: string
  body: AsyncIterable<Uint8Array> | null
}

const mostListBytes = 5_000_000
const mostPackBytes = 64 * 1024 * 1024

const brokeOff = () => new AppError('invalid-input', 'The upload of these files was interrupted. Upload them again.')

/** Hands out a stream in the pieces that are asked for. */
class Pieces {
  private readonly chunks: AsyncIterator<Uint8Array>
  private left: Uint8Array = new Uint8Array(0)

  constructor(body: AsyncIterable<Uint8Array>) {
    this.chunks = body[Symbol.asyncIterator]()
  }

  private async more(): Promise<boolean> {
    const { done, value } = await this.chunks.next().catch(() => {
      throw brokeOff()
    })
    if (!done) this.left = value
    return !done
  }

  /** The text up to the first line break. */
  async line(): Promise<string> {
    const parts: Uint8Array[] = []
    let size = 0
    for (;;) {
      const end = this.left.indexOf(10)
      const part = end === -1 ? this.left : this.left.subarray(0, end)
      parts.push(part)
      size += part.length
      if (size > mostListBytes)
        throw new AppError('too-large', 'The list of files is over 5 MB. Send fewer files at once.')
      if (end !== -1) {
        this.left = this.left.subarray(end + 1)
        return Buffer.concat(parts).toString('utf8')
      }
      if (!(await this.more())) throw brokeOff()
    }
  }

  async *bytes(count: number): AsyncGenerator<Uint8Array, void, undefined> {
    for (let wanted = count; wanted > 0; ) {
      if (this.left.length === 0 && !(await this.more())) throw brokeOff()
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

function listOf(line: string): UploadPack {
  const wrong = (why: string) => new AppError('invalid-input', `The list of files is not valid: ${why}`)
  let json: unknown
  try {
    json = JSON.parse(line)
  } catch {
    throw wrong('it is not valid JSON.')
  }
  const parsed = uploadPack.safeParse(json)
  if (!parsed.success) throw wrong(parsed.error.issues[0]!.message)
  for (const { path } of parsed.data.files) checkUploadPath(path)
  return parsed.data
}

/**
 * Takes several small files of an upload in one body: a line of JSON that lists them, then their bytes. All of them, or
 * none; sent twice, they are stored once.
 */
export async function receiveUploadPack(
  actor: Actor,
  { slug, uploadId, body }: UploadPackInput,
  db: Db = prisma,
): Promise<ReceivedPack> {
  const upload = await guardUpload(actor, { slug, uploadId }, db)
  const pieces = new Pieces(body ?? (async function* () {})())
  const { files } = listOf(await pieces.line())
  checkFileCount(upload, files.length)
  const byteSize = files.reduce((sum, file) => sum + file.byteSize, 0)
  if (byteSize > mostPackBytes)
    throw new AppError('too-large', 'At most 64 MB can be sent at once. Send larger files separately.')
  const added = { files: 0, bytes: 0 }
  const fresh: string[] = []
  try {
    for (const { path: filePath, byteSize: wanted } of files) {
      const part = { uploadId: upload.id, filePath, offset: 0, body: pieces.bytes(wanted) }
      await writeUploadPart(part, async (before, after) => {
        if (before === null) {
          added.files++
          fresh.push(filePath)
        }
        added.bytes += after - (before ?? 0)
      })
    }
    if (!(await pieces.isAtEnd())) throw new AppError('invalid-input', 'There is data after the last file of the list.')
    await countReceived(upload, added, db)
  } catch (error) {
    for (const filePath of fresh) await removeUploadFile(upload.id, filePath)
    throw error
  }
  return { files: files.length, byteSize }
}
