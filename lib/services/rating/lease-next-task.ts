import type { RatingSession, RatingSessionInput } from '@/lib/contracts/rating/rating'
import { leaseTasks, setRaterLanguage } from '@/lib/db/rating/rating-session-query'
import { repeatOnConflict } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { accessAsRater, aheadOf, newOrderSeed, toRatingSession } from '@/lib/services/access/rating-session'
import { metrics, timed } from '@/lib/telemetry/metrics'

/**
 * Returns the actor's held tasks, the same in all tabs, or leases new ones. A given screen language, as when the page
 * is opened, becomes the language of names unless the rater has chosen another.
 */
export async function leaseNextTask(
  actor: Actor,
  { slug, screens, ...input }: RatingSessionInput & { slug: string; screens?: string },
  seed = newOrderSeed(),
): Promise<RatingSession> {
  const access = await accessAsRater(actor, slug)
  const ahead = aheadOf(input)
  if (screens !== undefined) await setRaterLanguage(access.projectId, access.raterId, screens)
  const lease = () => repeatOnConflict(() => leaseTasks(access.projectId, access.raterId, seed, ahead))
  const row = await timed(metrics.leases, lease, ({ state }) => state)
  return toRatingSession(access, row, ahead)
}
