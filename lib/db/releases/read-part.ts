import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { prisma } from '@/lib/db/client'
import { notFound } from '@/lib/errors'

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
