import type { z } from 'zod'
import type { ImageTargetInput } from '@/lib/contracts/images/bulk'
import {
  type ImageContents,
  lostAnswers,
  type RemoveImagesInput,
  type removedImages,
} from '@/lib/contracts/images/image-removal'
import { type Db, prisma } from '@/lib/db/client'
import { deleteImages, findImageContents, hasAssignments, lockImageTasks } from '@/lib/db/images/remove-image-rows'
import type { Actor } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'
import { counted, wholeNumber } from '@/lib/wording/number'
import { auditedImages, changeImages, targetImages } from './target-images'

/** So many are removed in one transaction; fewer once raters were given tasks, which makes each of them slower. */
const mostRemoved = { before: 10_000, after: 50 }

const images = (count: number) => counted(count, 'image', 'images', 'en')

/** What would be removed with images, and what keeps them. */
export async function countImageContents(
  actor: Actor,
  { slug, target }: ImageTargetInput & { slug: string },
  db: Db = prisma,
): Promise<ImageContents> {
  const { project } = await guardProject(actor, slug, 'admin', db)
  const imageIds = await targetImages(project.id, target, db)
  return { images: imageIds.length, ...(await findImageContents({ projectId: project.id, imageIds }, db)) }
}

/** Why images cannot be removed; null when they can. */
function obstacle({ inRuns, held }: ImageContents): string | null {
  if (inRuns > 0)
    return `${images(inRuns)} cannot be removed, because runs have used ${inRuns === 1 ? 'it' : 'them'}: positions in label files would shift. Exclude the images instead, or remove the runs first if no release was made from them.`
  if (held > 0)
    return `Raters are answering about ${images(held)} at the moment. Exclude the images first, so that nobody gets them any more, and remove them once the answers are in.`
  return null
}

/**
 * Removes images with their predictions, tasks, candidates and answers for good; the positions of the others close up. All
 * or nothing. AppError `conflict` when a run has used one, when a rater holds a task of one, or when other answers would be
 * lost than whoever asks was told.
 */
export async function removeImages(
  actor: Actor,
  { slug, target, lost }: RemoveImagesInput & { slug: string },
  db: Db = prisma,
): Promise<z.infer<typeof removedImages>> {
  return changeImages(actor, { slug, target }, db, async ({ tx, projectId, imageIds, audit }) => {
    const most = (await hasAssignments(projectId, tx)) ? mostRemoved.after : mostRemoved.before
    if (imageIds.length > most)
      throw new AppError(
        'invalid-input',
        `At most ${images(most)} can be removed at a time, and these are ${wholeNumber(imageIds.length, 'en')}. Select fewer, or exclude them instead.`,
      )
    await lockImageTasks({ projectId, imageIds }, tx)
    const contents = { images: imageIds.length, ...(await findImageContents({ projectId, imageIds }, tx)) }
    const why = obstacle(contents)
    if (why) throw new AppError('conflict', why)
    if (lostAnswers(contents) !== lost)
      throw new AppError(
        'conflict',
        `${counted(lostAnswers(contents), 'answer or decision', 'answers and decisions', 'en')} would be lost, not ${wholeNumber(lost, 'en')}. Nothing was removed. Check the number and try again.`,
        { lost: 'is not the number of answers that would be lost' },
      )
    await deleteImages({ projectId, imageIds }, tx)
    const { candidates, votes, goldenAnswers, decisions } = contents
    await audit('image.remove', { ...auditedImages(imageIds), candidates, votes, goldenAnswers, decisions })
    return { images: imageIds.length }
  })
}
