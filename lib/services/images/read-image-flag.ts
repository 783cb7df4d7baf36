import { type ImageFlagOutput, imageFlagOutput } from '@/lib/contracts/images/image-flag'
import { countOwnSuggestions } from '@/lib/db/classes/suggestion-rows'
import { type Db, prisma } from '@/lib/db/client'
import { type AskedImage, findAssignedImage } from '@/lib/db/rating/assigned-image-query'
import type { Actor } from '@/lib/domain/permissions'
import { notFound } from '@/lib/errors'
import { accessAsRater } from '@/lib/services/access/rating-session'

/** What the rater has said of the image of a task of theirs, apart from the answers. */
export async function readImageFlag(
  actor: Actor,
  { slug, ...asked }: AskedImage & { slug: string },
  db: Db = prisma,
): Promise<ImageFlagOutput> {
  const { projectId, raterId } = await accessAsRater(actor, slug, db)
  const imageId = await findAssignedImage({ projectId, raterId, ...asked }, db)
  if (imageId === null) throw notFound('assignment')
  const key = { projectId, imageId, raterId }
  const [flag, suggested] = await Promise.all([
    db.imageFlag.findUnique({
      where: { projectId_imageId_raterId: key },
      select: { kinds: true, comment: true },
    }),
    countOwnSuggestions(key, db),
  ])
  return imageFlagOutput.parse({ flag, suggested })
}
