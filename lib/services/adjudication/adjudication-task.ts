import type { AdjudicationTask } from '@/lib/contracts/adjudication/adjudication'
import { findBlindPairs, findProposedNames } from '@/lib/db/adjudication/adjudication-pair-query'
import { type Db, prisma } from '@/lib/db/client'
import { wikipediaSearch } from '@/lib/services/access/rating-session'

export const pictureUrl = (slug: string, hash: string | null) => hash && `/api/projects/${slug}/images/${hash}`

/** A pair as it is shown before the reader has answered; null when there is none. */
export async function adjudicationTaskOf(
  { id, slug }: { id: number; slug: string },
  candidateId: number,
  db: Db = prisma,
): Promise<AdjudicationTask | null> {
  const pair = (await findBlindPairs(id, [candidateId], db)).get(candidateId)
  if (!pair) return null
  const { imageId, name, otherNames, gloss, path, note, contentHash, width, height, credit, creditUrl, license } = pair
  const proposed = await findProposedNames(id, imageId, db)
  return {
    candidateId,
    imageId,
    candidate: { name, otherNames, gloss, wikipediaUrl: pair.wikipediaUrl ?? wikipediaSearch(name), path, note },
    image: { url: pictureUrl(slug, contentHash), width, height, credit, creditUrl, license },
    others: proposed.filter((other) => other.candidateId !== candidateId),
    sent: pair.sentAt && { by: pair.sentBy, at: pair.sentAt.toISOString() },
  }
}
