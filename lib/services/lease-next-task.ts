import type { Seat } from '@/lib/contracts/rating'
import { type Db, prisma } from '@/lib/db/client'
import { leaseSeat } from '@/lib/db/rater-seat-query'
import type { Actor } from '@/lib/domain/permissions'
import { accessAsRater, newOrderSeed, repeatOnConflict, toSeat } from './rater-seat'

/** The actor's live task in the project, or a new one; several tabs of one rater get the same. */
export async function leaseNextTask(actor: Actor, slug: string, seed = newOrderSeed(), db: Db = prisma): Promise<Seat> {
  const access = await accessAsRater(actor, slug, db)
  return toSeat(access, await repeatOnConflict(() => leaseSeat(access.projectId, access.raterId, seed, db)), db)
}
