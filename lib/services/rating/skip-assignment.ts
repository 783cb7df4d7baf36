import type { RatingSession, SkipInput } from '@/lib/contracts/rating/rating'
import { skipAndLease } from '@/lib/db/rating/rating-session-query'
import { repeatOnConflict } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { AppError, notFound } from '@/lib/errors'
import { accessAsRater, aheadOf, newOrderSeed, toRatingSession } from '@/lib/services/access/rating-session'

/** Skips a task with a reason; it goes to other raters and does not return to this one. */
export async function skipAssignment(
  actor: Actor,
  { slug, assignmentId, reason, note, ...input }: SkipInput & { slug: string; assignmentId: number },
  seed = newOrderSeed(),
): Promise<RatingSession> {
  const access = await accessAsRater(actor, slug)
  const ahead = aheadOf(input)
  const skip = { projectId: access.projectId, raterId: access.raterId, assignmentId, reason, note }
  const row = await repeatOnConflict(() => skipAndLease(skip, seed, ahead))
  if ('state' in row) return toRatingSession(access, row, ahead)
  if (row.outcome === 'not-found') throw notFound('assignment')
  throw new AppError('conflict', 'This task has saved answers, so you cannot skip it. Change the answers instead.')
}
