import type { Seat, SkipInput } from '@/lib/contracts/rating/rating'
import { type Db, prisma } from '@/lib/db/client'
import { skipAndLease } from '@/lib/db/rating/rater-seat-query'
import type { Actor } from '@/lib/domain/permissions'
import { AppError, notFound } from '@/lib/errors'
import { accessAsRater, aheadOf, newOrderSeed, repeatOnConflict, toSeat } from '@/lib/services/access/rater-seat'

/** Gives a task back with a reason; it goes to others and does not return to this rater. */
export async function skipAssignment(
  actor: Actor,
  { slug, assignmentId, reason, note, ...input }: SkipInput & { slug: string; assignmentId: number },
  seed = newOrderSeed(),
  db: Db = prisma,
): Promise<Seat> {
  const access = await accessAsRater(actor, slug, db)
  const ahead = aheadOf(input)
  const skip = { projectId: access.projectId, raterId: access.raterId, assignmentId, reason, note }
  const row = await repeatOnConflict(() => skipAndLease(skip, seed, ahead, db))
  if ('state' in row) return toSeat(access, row, ahead, db)
  if (row.outcome === 'not-found') throw notFound('assignment')
  throw new AppError('conflict', 'This task has saved answers, so it cannot be skipped. Change the answers instead.')
}
