import { prisma } from '@/lib/db/client'
import {
  beginFileSweep,
  endFileSweep,
  findStillUnused,
  mayDeleteImageFiles,
  noteUnusedFiles,
  type SweptFiles,
} from '@/lib/db/data/image-files'
import { inTransaction } from '@/lib/db/session/transaction'
import {
  type ImageFiles,
  imageKeyPrefix,
  imageStore,
  listImageFiles,
  removeImageFiles,
} from '@/lib/storage/image-store'

const hourMs = 60 * 60 * 1_000
const dayMs = 24 * hourMs
/** How long unused files are kept, so that mistakes can be corrected and restored backups still find them. */
const unusedMs = 7 * dayMs
/** Images compared with the database at a time; each comparison reads all their hashes. */
const comparedAtOnce = 2_000
/** Small, because an import that starts waits for one such deletion. */
const deletedAtOnce = 200

export interface FileSweep extends SweptFiles {
  /** An import was storing images, so files were left for the next sweep. */
  isInterrupted: boolean
}

/** Returns null while an import stores images. The files go before the lock ends; deleting them again does no harm. */
const deleteFiles = (files: readonly ImageFiles[], store: ReturnType<typeof imageStore>) =>
  inTransaction(prisma, async (tx) => {
    if (!(await mayDeleteImageFiles(tx))) return null
    const hashes = files.map(({ contentHash }) => contentHash)
    const unused = new Set(await findStillUnused(hashes, tx))
    const gone = files.filter(({ contentHash }) => unused.has(contentHash))
    await removeImageFiles(gone, store)
    await tx.decodedFile.deleteMany({ where: { contentHash: { in: gone.map(({ contentHash }) => contentHash) } } })
    await tx.unusedFile.deleteMany({ where: { contentHash: { in: hashes } } })
    return gone
  })

async function* inGroups<Item>(items: AsyncIterable<Item>, size: number) {
  let group: Item[] = []
  for await (const item of items) {
    group.push(item)
    if (group.length < size) continue
    yield group
    group = []
  }
  if (group.length > 0) yield group
}

/**
 * Deletes image files that nothing has referred to for a week, and day-old partial files. Returns null if it is not
 * due: it runs once a day, or an hour after an import interrupted it.
 *
 * Files are recorded as unused first and deleted by a later sweep, so a database connected to the wrong files deletes
 * nothing for a week.
 */
export async function sweepImageFiles(now: Date, store = imageStore()): Promise<FileSweep | null> {
  const ago = (ms: number) => new Date(now.getTime() - ms)
  const sweepId = await beginFileSweep({ now, after: ago(dayMs), unfinishedAfter: ago(hourMs) })
  if (sweepId === null) return null
  const swept: FileSweep = { imageCount: 0, unusedCount: 0, deletedCount: 0, deletedBytes: 0, isInterrupted: false }
  for await (const group of inGroups(listImageFiles(store), comparedAtOnce)) {
    const hashes = group.map(({ contentHash }) => contentHash)
    const { unused, due } = await noteUnusedFiles({ sweepId, hashes, now, before: ago(unusedMs) })
    swept.imageCount += group.length
    swept.unusedCount += unused
    const isDue = new Set(due)
    const dueFiles = group.filter(({ contentHash }) => isDue.has(contentHash))
    for (let from = 0; from < dueFiles.length && !swept.isInterrupted; from += deletedAtOnce) {
      const gone = await deleteFiles(dueFiles.slice(from, from + deletedAtOnce), store)
      swept.isInterrupted = gone === null
      swept.deletedCount += gone?.length ?? 0
      swept.deletedBytes += gone?.reduce((sum, { byteSize }) => sum + byteSize, 0) ?? 0
    }
  }
  await store.removeLeftovers(imageKeyPrefix, ago(dayMs))
  const { isInterrupted, ...counts } = swept
  await endFileSweep(sweepId, counts, { now, isWhole: !isInterrupted })
  return swept
}
