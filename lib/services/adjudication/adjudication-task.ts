import type { AdjudicationTask } from '@/lib/contracts/adjudication/adjudication'
import { findBlindPairs, findProposedNames } from '@/lib/db/adjudication/adjudication-pair-query'
import { wikipediaSearch } from '@/lib/services/access/rating-session'

export const pictureUrl = (slug: string, hash: string | null) => hash && `/api/projects/${slug}/images/${hash}`

/** Null if the pair does not exist. */
export async function adjudicationTaskOf(
  { project: { id, slug }, raterId }: { project: { id: number; slug: string }; raterId: number },
  candidateId: number,
): Promise<AdjudicationTask | null> {
  const pair = (await findBlindPairs({ projectId: id, raterId }, [candidateId])).get(candidateId)
  if (!pair) return null
  const { imageId, shown, contentHash, width, height, credit, creditUrl, license } = pair
  const proposed = await findProposedNames({ projectId: id, raterId }, imageId)
  return {
    candidateId,
    imageId,
    candidate: { ...shown, wikipediaUrl: shown.wikipediaUrl ?? wikipediaSearch(shown.name, shown.lang) },
    image: { url: pictureUrl(slug, contentHash), width, height, credit, creditUrl, license },
    others: proposed.filter((other) => other.candidateId !== candidateId),
    sent: pair.sentAt && { by: pair.sentBy, at: pair.sentAt.toISOString() },
  }
}
