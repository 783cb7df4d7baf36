import type { ChangedImages, ExcludeImagesInput, IncludeImagesInput } from '@/lib/contracts/images/image-exclusion'
import { type Db, prisma } from '@/lib/db/client'
import { deleteExclusions, insertExclusions } from '@/lib/db/images/image-exclusion-rows'
import { announceTasks } from '@/lib/db/rating/announce-tasks'
import { inTransaction, lockProject, writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'
import { targetImages } from './target-images'

const auditedImages = (ids: number[]) => (ids.length === 1 ? { imageId: ids[0] } : { images: ids.length })

/**
 * Excludes images: raters get no more tasks of them, experts are not asked about them, and the next run gives them no label
 * and does not see their votes. They keep their place in the files. AppError `conflict` when all of them are excluded.
 */
export async function excludeImages(
  actor: Actor,
  { slug, target, reason }: ExcludeImagesInput & { slug: string },
  db: Db = prisma,
): Promise<ChangedImages> {
  const { project, userId } = await guardProject(actor, slug, 'admin', db)
  const projectId = project.id
  return inTransaction(db, async (tx) => {
    await lockProject(tx, projectId)
    const imageIds = await targetImages(projectId, target, tx)
    const images = await insertExclusions({ projectId, imageIds, reason, userId }, tx)
    if (images.length === 0)
      throw new AppError('conflict', 'These images are excluded already. Reload the page to see why.')
    const details = { ...auditedImages(images), reason }
    await writeAuditEvent(tx, { projectId, userId, action: 'image.exclude', details })
    return { images }
  })
}

/** Takes exclusions back: tasks that they stopped open again, and the next run has the images again. */
export async function includeImages(
  actor: Actor,
  { slug, target }: IncludeImagesInput & { slug: string },
  db: Db = prisma,
): Promise<ChangedImages> {
  const { project, userId } = await guardProject(actor, slug, 'admin', db)
  const projectId = project.id
  return inTransaction(db, async (tx) => {
    await lockProject(tx, projectId)
    const images = await deleteExclusions(projectId, await targetImages(projectId, target, tx), tx)
    if (images.length === 0) throw new AppError('conflict', 'None of these images is excluded. Reload the page.')
    await announceTasks(tx, projectId)
    await writeAuditEvent(tx, { projectId, userId, action: 'image.include', details: auditedImages(images) })
    return { images }
  })
}
