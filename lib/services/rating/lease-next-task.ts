import type { RatingSession, RatingSessionInput } from '@/lib/contracts/rating/rating'
import { type Db, prisma } from '@/lib/db/client'
import { leaseTasks, setRaterLanguage } from '@/lib/db/rating/rating-session-query'
import { repeatOnConflict } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { accessAsRater, aheadOf, newOrderSeed, toRatingSession } from '@/lib/services/access/rating-session'
import { metrics, timed } from '@/lib/telemetry/metrics'

/**
 * Returns the tasks that the actor holds in the project, or leases new ones; all tabs of one rater get the same. If the
 * screen's language is given, as when the page is opened, names use that language from now on unless the rater chose
 * another.
 */
export async function leaseNextTask(
  actor: Actor,
  { slug, screens, ...input }: RatingSessionInput & { slug: string; screens?: string },
  seed = newOrderSeed(),
  db: Db = prisma,
): Promise<RatingSession> {
  const access = await accessAsRater(actor, slug, db)
  const ahead = aheadOf(input)
  if (screens !== undefined) await setRaterLanguage(access.projectId, access.raterId, screens, db)
  const lease = () => repeatOnConflict(() => leaseTasks(access.projectId, access.raterId, seed, ahead, db))
  const row = await timed(metrics.leases, lease, ({ state }) => state)
  return toRatingSession(access, row, ahead, db)
}
