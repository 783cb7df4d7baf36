import type { RatingSession, RatingSessionInput } from '@/lib/contracts/rating/rating'
import { type Db, prisma } from '@/lib/db/client'
import { reopenAssignment } from '@/lib/db/rating/rating-session-query'
import { repeatOnConflict } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { undoReach } from '@/lib/domain/rating/rating-limits'
import { AppError, notFound } from '@/lib/errors'
import { accessAsRater, aheadOf, newOrderSeed, toRatingSession } from '@/lib/services/access/rating-session'

const refusals: Record<string, () => AppError> = {
  'not-found': () => notFound('assignment'),
  'too-late': () => new AppError('conflict', `You can change only your last ${undoReach} tasks.`),
  excluded: () =>
    new AppError(
      'conflict',
      'An image of this task has been excluded from the project, so your answers can no longer be changed.',
    ),
  'test-over': () => new AppError('conflict', 'Test tasks can be changed only during the test, and that test is over.'),
  'rater-paused': () =>
    new AppError('conflict', 'Your rating is paused, so you cannot change answers now. Your answers are kept.'),
  released: () =>
    new AppError('conflict', 'These answers are part of a published release and can no longer be changed.'),
}

/** Reopens one of the rater's last submissions. The old answers are kept in the history. */
export async function undoSubmission(
  actor: Actor,
  { slug, assignmentId, ...input }: RatingSessionInput & { slug: string; assignmentId: number },
  db: Db = prisma,
): Promise<RatingSession> {
  const access = await accessAsRater(actor, slug, db)
  const ahead = aheadOf(input)
  const undo = { projectId: access.projectId, raterId: access.raterId, assignmentId }
  const row = await repeatOnConflict(() => reopenAssignment(undo, newOrderSeed(), ahead, db))
  if (!('state' in row)) throw refusals[row.outcome]!()
  return toRatingSession(access, row, ahead, db)
}
