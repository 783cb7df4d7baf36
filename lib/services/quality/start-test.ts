import type { RatingSession, RatingSessionInput } from '@/lib/contracts/rating/rating'
import { startAttempt } from '@/lib/db/rating/rating-session-query'
import { repeatOnConflict } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { conflict } from '@/lib/errors'
import { accessAsRater, newOrderSeed, prefetchRequest, toRatingSession } from '@/lib/services/access/rating-session'

/** Starts an attempt at the qualification test, or continues one already started. */
export async function startTest(
  actor: Actor,
  { slug, ...input }: RatingSessionInput & { slug: string },
  seed = newOrderSeed(),
): Promise<RatingSession> {
  const access = await accessAsRater(actor, slug)
  const ahead = prefetchRequest(input)
  const row = await repeatOnConflict(() => startAttempt(access.projectId, access.raterId, seed, ahead))
  if (!('state' in row)) throw conflict('You have no test to start. Reload the page.')
  return toRatingSession(access, row, ahead)
}
