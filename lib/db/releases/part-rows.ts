import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import { prisma } from '@/lib/db/client'
import type { CopySession } from '@/lib/db/session/copy-session'
import { newRow, runSql } from '@/lib/db/session/sql'
import { notFound } from '@/lib/errors'

const compressed = promisify(gzip)

/** Approximate characters per chunk: a chunk ends with the line that reaches this length. */
const chunkLength = 1 << 20

export interface WrittenPart {
  name: string
  rowCount: number
  /** Size of the text in bytes. */
  byteSize: number
  /** SHA-256 of the text, in hex. */
  sha256: string
}

/** Writes a part of an unpublished release from blocks of lines without line ends, holding one chunk in memory. */
export async function writeReleasePart(
  session: CopySession,
  { projectId, releaseId, name }: { projectId: number; releaseId: number; name: string },
  lines: AsyncIterable<readonly string[]>,
): Promise<WrittenPart> {
  await runSql(session)`
    INSERT INTO release_part ${newRow({ projectId, releaseId, name, rowCount: 0, byteSize: 0, sha256: '0'.repeat(64) })}`
  const hash = createHash('sha256')
  let rowCount = 0
  let byteSize = 0
  let position = 0
  async function* chunks() {
    for await (const text of texts(lines, (count) => {
      rowCount += count
    })) {
      const bytes = Buffer.from(text)
      hash.update(bytes)
      byteSize += bytes.length
      yield [projectId, releaseId, name, position++, `\\x${(await compressed(bytes)).toString('hex')}`]
    }
  }
  await session.copyIn('release_chunk', ['project_id', 'release_id', 'part_name', 'position', 'bytes'], chunks())
  const sha256 = hash.digest('hex')
  await runSql(session)`
    UPDATE release_part SET row_count = ${rowCount}, byte_size = ${byteSize}, sha256 = ${sha256}
    WHERE project_id = ${projectId}::int AND release_id = ${releaseId}::int AND name = ${name}`
  return { name, rowCount, byteSize, sha256 }
}

async function* texts(lines: AsyncIterable<readonly string[]>, onRows: (count: number) => void) {
  let text = ''
  for await (const block of lines) {
    onRows(block.length)
    for (const line of block) {
      text += `${line}\n`
      if (text.length < chunkLength) continue
      yield text
      text = ''
    }
  }
  if (text !== '') yield text
}

const expanded = promisify(gunzip)

export interface PartKey {
  projectId: number
  releaseId: number
  name: string
}

/**
 * Streams the text of a part as bytes, in chunks of whole lines. Empty if the part does not exist. Throws AppError
 * `not-found` at the end if the project has been deleted in the meantime, and chunks may be missing.
 */
export async function* readReleasePart({
  projectId,
  releaseId,
  name: partName,
}: PartKey): AsyncGenerator<Buffer, void, undefined> {
  const read = (position: number) =>
    prisma.releaseChunk.findUnique({
      where: { projectId_releaseId_partName_position: { projectId, releaseId, partName, position } },
      select: { bytes: true },
    })
  // Requests the next chunk while the last one is used.
  let next = read(0)
  next.catch(() => {})
  for (let position = 1; ; position++) {
    const chunk = await next
    if (!chunk) break
    next = read(position)
    next.catch(() => {})
    yield await expanded(chunk.bytes)
  }
  if ((await prisma.release.count({ where: { projectId, id: releaseId } })) === 0) throw notFound('release')
}
