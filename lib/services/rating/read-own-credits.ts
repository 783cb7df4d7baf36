import type { CreditedPicture } from '@/lib/contracts/rating/credited-picture'
import { type Db, prisma } from '@/lib/db/client'
import { findOwnCredits } from '@/lib/db/rating/own-history-query'
import type { Actor } from '@/lib/domain/permissions'
import { ownRater } from '@/lib/services/access/own-rater'

const most = 500

/** Excludes pictures of tasks that the actor still holds. */
export async function readOwnCredits(actor: Actor, slug: string, db: Db = prisma): Promise<CreditedPicture[]> {
  const { projectId, raterId } = await ownRater(actor, slug, db)
  if (raterId === null) return []
  const rows = await findOwnCredits(projectId, raterId, most, db)
  return rows.map(({ contentHash, ...credit }) => ({ url: `/api/projects/${slug}/images/${contentHash}`, ...credit }))
}
