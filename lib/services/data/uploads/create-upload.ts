import type { Upload } from '@/lib/contracts/data/upload'
import { type Db, prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'

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
