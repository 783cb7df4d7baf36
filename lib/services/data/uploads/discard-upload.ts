import { type Db, prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { removeUploadFolder } from '@/lib/storage/upload-store'
import { guardUpload } from './guard-upload'

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
