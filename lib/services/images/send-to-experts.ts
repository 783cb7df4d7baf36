import type { ImageTargetInput, SentToExperts } from '@/lib/contracts/images/image-acts'
import { deleteRequests, insertRequests } from '@/lib/db/adjudication/adjudication-request-rows'
import type { Actor } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'
import { changeImages } from './target-images'

/**
 * Puts all candidates of images at the front of the adjudication queue, whatever their score and even before the first
 * run. Throws AppError `conflict` if there are none to decide.
 */
export async function sendToExperts(
  actor: Actor,
  { slug, target }: ImageTargetInput & { slug: string },
): Promise<SentToExperts> {
  return changeImages(actor, { slug, target }, async ({ tx, projectId, userId, imageIds, audit }) => {
    const sent = await insertRequests({ projectId, imageIds, userId }, tx)
    const images = [...new Set(sent.map(({ imageId }) => imageId))]
    if (sent.length === 0)
      throw new AppError(
        'conflict',
        'Experts have nothing to decide here: each candidate of these images has already been sent, decided or excluded, or the images have no candidates yet. Launch a plan on the Plan page to get candidates.',
      )
    const details = { images: images.length, candidates: sent.length }
    await audit('image.send-to-experts', details)
    return { images, candidates: sent.length }
  })
}

/** Takes images back from the adjudication queue if they have not been decided yet. */
export async function takeBackFromExperts(
  actor: Actor,
  { slug, target }: ImageTargetInput & { slug: string },
): Promise<SentToExperts> {
  return changeImages(actor, { slug, target }, async ({ tx, projectId, imageIds, audit }) => {
    const taken = await deleteRequests(projectId, imageIds, tx)
    const images = [...new Set(taken)]
    if (taken.length === 0)
      throw new AppError(
        'conflict',
        'No candidates of these images are waiting for experts. They may have been decided. Reload the page.',
      )
    const details = { images: images.length, candidates: taken.length }
    await audit('image.take-back-from-experts', details)
    return { images, candidates: taken.length }
  })
}
