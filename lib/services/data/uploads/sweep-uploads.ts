import { type Db, prisma } from '@/lib/db/client'
import { deleteSpentUploads } from '@/lib/db/data/upload-use-query'
import { listUploadFoldersBefore, removeUploadFolder } from '@/lib/storage/upload-store'

const keptMs = 24 * 60 * 60 * 1_000
/** A folder belongs to a row that was there before it; one without is left over, unless its row has just been taken. */
const ownerlessMs = 10 * 60 * 1_000

/**
 * Removes uploads that a job has read to its end, that nobody imported within a day, or whose project is gone. Gives how
 * many. The files of a job that is to be tried again stay.
 */
export async function sweepUploads(now: Date, db: Db = prisma): Promise<number> {
  const spent = await deleteSpentUploads(new Date(now.getTime() - keptMs), db)
  const old = await listUploadFoldersBefore(new Date(now.getTime() - ownerlessMs))
  const rows = await db.upload.findMany({ where: { id: { in: old } }, select: { id: true } })
  const owned = new Set(rows.map((row) => row.id))
  const ownerless = old.filter((id) => !owned.has(id) && !spent.includes(id))
  for (const id of [...spent, ...ownerless]) await removeUploadFolder(id)
  return spent.length + ownerless.length
}
