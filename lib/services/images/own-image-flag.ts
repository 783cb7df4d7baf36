import type { z } from 'zod'
import { type ImageFlagOutput, type imageFlagInput, imageFlagOutput } from '@/lib/contracts/images/image-flag'
import { countOwnSuggestions } from '@/lib/db/classes/suggestion-rows'
import { prisma } from '@/lib/db/client'
import { type AskedImage, findAssignedImage } from '@/lib/db/rating/assigned-image-query'
import type { Actor } from '@/lib/domain/permissions'
import { notFound } from '@/lib/errors'
import { accessAsRater } from '@/lib/services/access/rating-session'

/** Returns the rater and the image of one of their tasks. Throws AppError `not-found` for a task of someone else. */
async function flagKey(actor: Actor, { slug, ...asked }: AskedImage & { slug: string }) {
  const { projectId, raterId } = await accessAsRater(actor, slug)
  const imageId = await findAssignedImage({ projectId, raterId, ...asked })
  if (imageId === null) throw notFound('assignment')
  return { projectId, imageId, raterId }
}

export async function readImageFlag(actor: Actor, asked: AskedImage & { slug: string }): Promise<ImageFlagOutput> {
  const key = await flagKey(actor, asked)
  const [flag, suggested] = await Promise.all([
    prisma.imageFlag.findUnique({
      where: { projectId_imageId_raterId: key },
      select: { kinds: true, comment: true },
    }),
    countOwnSuggestions(key),
  ])
  return imageFlagOutput.parse({ flag, suggested })
}

/** Replaces the rater's flag on the image of one of their tasks. A settled flag that is saved again is open again. */
export async function saveImageFlag(
  actor: Actor,
  { kinds, comment, ...asked }: z.output<typeof imageFlagInput> & AskedImage & { slug: string },
): Promise<ImageFlagOutput> {
  const key = await flagKey(actor, asked)
  const suggested = await countOwnSuggestions(key)
  const said = { kinds: [...new Set(kinds)], comment }
  if (said.kinds.length === 0 && comment === null) {
    await prisma.imageFlag.deleteMany({ where: key })
    return { flag: null, suggested }
  }
  await prisma.imageFlag.upsert({
    where: { projectId_imageId_raterId: key },
    create: { ...key, ...said },
    update: { ...said, createdAt: new Date(), settledAt: null, settledBy: null },
  })
  return { flag: said, suggested }
}
