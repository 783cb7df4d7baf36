import type { CreditedPicture } from '@/lib/contracts/rating/credited-picture'
import { findOwnCredits } from '@/lib/db/rating/own-history-query'
import type { Actor } from '@/lib/domain/permissions'
import { ownRater } from '@/lib/services/access/own-rater'

const most = 500

/** Excludes pictures of tasks that the actor still holds. */
export async function readOwnCredits(actor: Actor, slug: string): Promise<CreditedPicture[]> {
  const { projectId, raterId } = await ownRater(actor, slug)
  if (raterId === null) return []
  const rows = await findOwnCredits(projectId, raterId, most)
  return rows.map(({ contentHash, ...credit }) => ({ url: `/api/projects/${slug}/images/${contentHash}`, ...credit }))
}
