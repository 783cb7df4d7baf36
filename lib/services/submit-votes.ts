import type { SubmitInput, SubmitOutput } from '@/lib/contracts/rating'
import { type Db, prisma } from '@/lib/db/client'
import { submitAndLease } from '@/lib/db/rater-seat-query'
import { isUniqueViolation } from '@/lib/db/sql-state'
import { answerCode } from '@/lib/domain/answer'
import type { Actor } from '@/lib/domain/permissions'
import { AppError, notFound } from '@/lib/errors'
import { accessAsRater, newOrderSeed, repeatOnConflict, toSeat } from './rater-seat'

const refusals: Record<string, () => AppError> = {
  'not-found': () => notFound('assignment'),
  conflict: () => new AppError('conflict', 'Other answers to this task were saved before. Those were kept.'),
  'lease-lost': () =>
    new AppError(
      'lease-lost',
      'Your time for this task ran out and others have finished it. Nothing is wrong with your other answers.',
    ),
  'wrong-count': () =>
    new AppError('invalid-input', 'There must be one answer for each label shown.', {
      answers: 'one for each label shown',
    }),
}

/** Saves the answers to one task and leases the next. Sending the same again is safe and answered the same. */
export async function submitVotes(
  actor: Actor,
  { slug, assignmentId, ...input }: SubmitInput & { slug: string; assignmentId: number },
  seed = newOrderSeed(),
  db: Db = prisma,
): Promise<SubmitOutput> {
  const access = await accessAsRater(actor, slug, db)
  // Two tasks with the same candidate, answered at once: one of the two votes stands.
  const row = await repeatOnConflict(() =>
    submitAndLease(
      {
        projectId: access.projectId,
        raterId: access.raterId,
        assignmentId,
        revision: input.revision,
        answers: input.answers.map(answerCode),
        durationMs: input.durationMs,
        shownMs: input.shownMs,
      },
      seed,
      db,
    ),
  ).catch((error: unknown) => {
    throw isUniqueViolation(error) ? refusals.conflict() : error
  })
  if (!('state' in row)) throw refusals[row.outcome]()
  return { outcome: row.outcome, next: await toSeat(access, row, db), feedback: null }
}
