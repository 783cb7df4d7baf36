import type { Upload } from '@/lib/contracts/data/upload'
import { type Db, prisma } from '@/lib/db/client'
import { deleteSpentUploads, isUploadInUse } from '@/lib/db/data/upload-use-query'
import type { Upload as StoredUpload } from '@/lib/db/generated/client'
import type { Actor } from '@/lib/domain/permissions'
import { isUuid } from '@/lib/domain/uuid'
import { AppError, notFound } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'
import { listUploadFoldersBefore, removeUploadFolder } from '@/lib/storage/upload-store'

const mostWaiting = 50

/** Opens a place for files that are to be imported. What nobody imports is swept away after a day. */
export async function createUpload(actor: Actor, { slug }: { slug: string }, db: Db = prisma): Promise<Upload> {
  const { project, userId } = await guardProject(actor, slug, 'admin', db)
  if ((await db.upload.count({ where: { projectId: project.id } })) >= mostWaiting)
    throw new AppError(
      'conflict',
      `${mostWaiting} uploads of this project are already waiting. Import or discard them; they are deleted after a day.`,
    )
  const { id, fileCount, byteSize, createdAt } = await db.upload.create({ data: { projectId: project.id, userId } })
  return { id, fileCount, byteSize: Number(byteSize), createdAt: createdAt.toISOString() }
}

/** An upload of a project that may still change: nobody is importing it. Only an admin of the project has one. */
export async function guardUpload(
  actor: Actor,
  { slug, uploadId }: { slug: string; uploadId: string },
  db: Db = prisma,
): Promise<StoredUpload> {
  const { project } = await guardProject(actor, slug, 'admin', db)
  return unusedUpload(project.id, uploadId, db)
}

/** The same for whoever has been found to be an admin of the project. */
export async function unusedUpload(projectId: number, uploadId: string, db: Db): Promise<StoredUpload> {
  const id = uploadId.toLowerCase()
  const upload = isUuid(id) ? await db.upload.findFirst({ where: { projectId, id } }) : null
  if (!upload) throw notFound('upload')
  if (await isUploadInUse(projectId, id, db))
    throw new AppError(
      'conflict',
      'These files are being imported. Cancel the import first, or wait until it finishes.',
    )
  return upload
}

/** Throws away files that were sent and not imported. */
export async function discardUpload(
  actor: Actor,
  input: { slug: string; uploadId: string },
  db: Db = prisma,
): Promise<{ id: string }> {
  const { projectId, id } = await guardUpload(actor, input, db)
  await db.upload.deleteMany({ where: { projectId, id } })
  await removeUploadFolder(id)
  return { id }
}

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
