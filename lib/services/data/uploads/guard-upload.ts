import { type Db, prisma } from '@/lib/db/client'
import { isUploadInUse } from '@/lib/db/data/upload-use-query'
import type { Upload } from '@/lib/db/generated/client'
import type { Actor } from '@/lib/domain/permissions'
import { isUuid } from '@/lib/domain/uuid'
import { AppError, notFound } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'

/** An upload of a project that may still change: nobody is importing it. Only an admin of the project has one. */
export async function guardUpload(
  actor: Actor,
  { slug, uploadId }: { slug: string; uploadId: string },
  db: Db = prisma,
): Promise<Upload> {
  const { project } = await guardProject(actor, slug, 'admin', db)
  return unusedUpload(project.id, uploadId, db)
}

/** The same for whoever has been found to be an admin of the project. */
export async function unusedUpload(projectId: number, uploadId: string, db: Db): Promise<Upload> {
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
