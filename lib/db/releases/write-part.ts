import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { CopySession } from '@/lib/db/session/copy-session'

const compressed = promisify(gzip)

/** Text of one chunk, about: a chunk ends with the line that reaches it. */
const chunkLength = 1 << 20

export interface WrittenPart {
  name: string
  rowCount: number
  /** Of the text, in bytes. */
  byteSize: number
  /** SHA-256 of the text, in hex. */
  sha256: string
}

/**
 * Writes one part of a release that is not published yet. `lines` come in blocks, without their line ends. The text is
 * held a chunk at a time.
 */
export async function writeReleasePart(
  session: CopySession,
  { projectId, releaseId, name }: { projectId: number; releaseId: number; name: string },
  lines: AsyncIterable<readonly string[]>,
): Promise<WrittenPart> {
  const key = [projectId, releaseId, name] as const
  const unknown = '0'.repeat(64)
  await session.query(
    `INSERT INTO release_part (project_id, release_id, name, row_count, byte_size, sha256) VALUES ($1, $2, $3, 0, 0, $4)`,
    [...key, unknown],
  )
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
      yield [...key, position++, `\\x${(await compressed(bytes)).toString('hex')}`]
    }
  }
  await session.copyIn('release_chunk', ['project_id', 'release_id', 'part_name', 'position', 'bytes'], chunks())
  const sha256 = hash.digest('hex')
  await session.query(
    `UPDATE release_part SET row_count = $4, byte_size = $5, sha256 = $6
     WHERE project_id = $1 AND release_id = $2 AND name = $3`,
    [...key, rowCount, byteSize, sha256],
  )
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
