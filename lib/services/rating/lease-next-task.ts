import type { Seat, SeatInput } from '@/lib/contracts/rating/rating'
import { type Db, prisma } from '@/lib/db/client'
import { leaseSeat } from '@/lib/db/rating/rater-seat-query'
import type { Actor } from '@/lib/domain/permissions'
import { accessAsRater, aheadOf, newOrderSeed, repeatOnConflict, toSeat } from '@/lib/services/access/rater-seat'

/** What the actor holds in the project, or new tasks; several tabs of one rater get the same. */
export async function leaseNextTask(
  actor: Actor,
  { slug, ...input }: SeatInput & { slug: string },
  seed = newOrderSeed(),
  db: Db = prisma,
): Promise<Seat> {
  const access = await accessAsRater(actor, slug, db)
  const ahead = aheadOf(input)
  const row = await repeatOnConflict(() => leaseSeat(access.projectId, access.raterId, seed, ahead, db))
  return toSeat(access, row, ahead, db)
}
