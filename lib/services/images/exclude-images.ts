import type { ChangedImages, ExcludeImagesInput, IncludeImagesInput } from '@/lib/contracts/images/image-acts'
import { deleteExclusions, insertExclusions } from '@/lib/db/images/image-exclusion-rows'
import { announceTasks } from '@/lib/db/rating/announce-tasks'
import type { Actor } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'
import { auditedImages, changeImages } from './target-images'

/**
 * Excludes images: raters and experts are no longer asked about them, and the next run ignores their votes and gives
 * them no label. They keep their position in the files. Throws AppError `conflict` if all are already excluded.
 */
export async function excludeImages(
  actor: Actor,
  { slug, target, reason }: ExcludeImagesInput & { slug: string },
): Promise<ChangedImages> {
  return changeImages(actor, { slug, target }, async ({ tx, projectId, userId, imageIds, audit }) => {
    const images = await insertExclusions({ projectId, imageIds, reason, userId }, tx)
    if (images.length === 0)
      throw new AppError('conflict', 'These images are already excluded. Reload the page to see why.')
    const details = { ...auditedImages(images), reason }
    await audit('image.exclude', details)
    return { images }
  })
}

/** Reverts exclusions: closed tasks open again, and the next run includes the images again. */
export async function includeImages(
  actor: Actor,
  { slug, target }: IncludeImagesInput & { slug: string },
): Promise<ChangedImages> {
  return changeImages(actor, { slug, target }, async ({ tx, projectId, imageIds, audit }) => {
    const images = await deleteExclusions(projectId, imageIds, tx)
    if (images.length === 0) throw new AppError('conflict', 'None of these images is excluded. Reload the page.')
    await announceTasks(tx, projectId)
    await audit('image.include', auditedImages(images))
    return { images }
  })
}
