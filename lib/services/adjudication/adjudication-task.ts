import type { AdjudicationTask } from '@/lib/contracts/adjudication/adjudication'
import { findBlindPairs, findProposedNames } from '@/lib/db/adjudication/adjudication-pair-query'
import { creditedPicture, withWikipedia } from '@/lib/services/access/shown-picture'

/** Null if the pair does not exist. */
export async function adjudicationTaskOf(
  { project: { id, slug }, raterId }: { project: { id: number; slug: string }; raterId: number },
  candidateId: number,
): Promise<AdjudicationTask | null> {
  const pair = (await findBlindPairs({ projectId: id, raterId }, [candidateId])).get(candidateId)
  if (!pair) return null
  const { imageId } = pair
  const proposed = await findProposedNames({ projectId: id, raterId }, imageId)
  return {
    candidateId,
    imageId,
    candidate: withWikipedia(pair.shown),
    image: creditedPicture(slug, pair),
    others: proposed.filter((other) => other.candidateId !== candidateId),
    sent: pair.sentAt && { by: pair.sentBy, at: pair.sentAt.toISOString() },
  }
}
