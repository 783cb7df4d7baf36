import type { SubmitInput, SubmitOutput, TrainingFeedback } from '@/lib/contracts/rating/rating'
import { prisma } from '@/lib/db/client'
import { findTrainingAnswers } from '@/lib/db/rating/last-answers-query'
import { submitAndLease } from '@/lib/db/rating/rating-session-query'
import { isUniqueViolation } from '@/lib/db/session/sql-state'
import { repeatOnConflict } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { type Answer, answerCode } from '@/lib/domain/rating/answer'
import { minViewMs } from '@/lib/domain/rating/rating-limits'
import { AppError, conflict, invalidInput, notFound } from '@/lib/errors'
import {
  accessAsRater,
  newOrderSeed,
  prefetchRequest,
  type RaterAccess,
  toRatingSession,
} from '@/lib/services/access/rating-session'
import { applyQualityRules } from '@/lib/services/quality/apply-quality-rules'
import { metrics, timed } from '@/lib/telemetry/metrics'

/** Quality rules are evaluated after every gold question and after this many tasks: the fewest that a rule can be about. */
const watchEvery = 5

const refusals: Record<string, () => AppError> & Record<'conflict' | 'stopped', () => AppError> = {
  'not-found': () => notFound('assignment'),
  conflict: () => conflict('Different answers to this task were already saved. Those were kept.'),
  'lease-lost': () =>
    new AppError(
      'lease-lost',
      'Your time for this task ran out, and other raters have finished it. Your other answers are not affected.',
    ),
  stopped: () =>
    new AppError(
      'visit-over',
      'You have ended this session, so these answers do not count. Everything you submitted before is saved.',
    ),
  'wrong-count': () =>
    invalidInput('Answer each label once.', {
      answers: 'one for each label shown',
    }),
  'wrong-mode': () =>
    invalidInput('Only a page of images can be answered by tapping what fits or what does not.', {
      answerMode: 'each, sweep or auto for one image',
    }),
  'wrong-rest': () =>
    invalidInput('The rest of a page has one answer: no, or yes where raters tap what does not fit.', {
      rest: 'only for images with the answer of the rest',
    }),
  'not-seen': () =>
    invalidInput('Look at every image on the page before you submit it.', {
      shownMs: `at least ${minViewMs} for every image`,
    }),
}

/**
 * Returns the truth of each label of a training task that was just answered, in the order shown. The explanation is
 * null if none was written. The caller must have checked that the assignment is the rater's own.
 */
export const trainingFeedback = async (projectId: number, assignmentId: number): Promise<TrainingFeedback[]> =>
  (await findTrainingAnswers(projectId, assignmentId)).map((row) => ({
    ...row,
    isRight: row.answer === (row.holds ? 'yes' : 'no'),
  }))

interface Accepted {
  answers: readonly Answer[]
  waitedMs?: number | undefined
}

function countAccepted(taskKind: string, { answers, waitedMs }: Accepted): void {
  if (waitedMs !== undefined) metrics.submissionAges.observe(waitedMs / 1_000)
  if (taskKind === 'rating') for (const answer of answers) metrics.votes.inc({ answer })
}

/** The visitor may have ended the visit in another browser. Answers from before can still be sent again. */
async function refuseStopped({ projectId, raterId, visitOutcome }: RaterAccess, assignmentId: number): Promise<void> {
  if (visitOutcome !== 'stopped' && visitOutcome !== 'no-consent') return
  const own = [{ id: assignmentId }, { pageId: assignmentId }]
  const earlier = await prisma.assignment.count({ where: { projectId, raterId, state: 'submitted', OR: own } })
  if (earlier === 0) throw refusals.stopped()
}

/**
 * Saves the answers to one task and leases the next. Idempotent: a repeated request gets the same response. Quality
 * rules are evaluated after the response is sent; errors in them go to `onProblem`.
 */
export async function submitVotes(
  actor: Actor,
  { slug, assignmentId, ...input }: SubmitInput & { slug: string; assignmentId: number; waitedMs?: number | undefined },
  seed = newOrderSeed(),
  onProblem: (error: unknown) => void = () => {},
): Promise<SubmitOutput> {
  const access = await accessAsRater(actor, slug)
  await refuseStopped(access, assignmentId)
  const { projectId, raterId } = access
  const ahead = prefetchRequest(input)
  const { revision, durationMs, imageShownMs, shownMs, activeMs, rest, failed, answerMode } = input
  const answers = input.answers.map(answerCode)
  const measured = { durationMs, imageShownMs, shownMs, activeMs }
  const submission = { projectId, raterId, assignmentId, revision, answers, rest, failed, answerMode, ...measured }
  // If two tasks with the same candidate are answered at once, only one of the votes is stored.
  const submit = () => repeatOnConflict(() => submitAndLease(submission, seed, ahead))
  const row = await timed(metrics.submissions, submit, ({ outcome }) => outcome).catch((error: unknown) => {
    throw isUniqueViolation(error) ? refusals.conflict() : error
  })
  if (!('state' in row)) throw refusals[row.outcome]!()
  const { outcome, taskKind } = row
  if (outcome === 'accepted') countAccepted(taskKind, input)
  if (outcome === 'accepted' && (taskKind === 'golden' || row.submittedEver % watchEvery === 0))
    applyQualityRules(projectId, raterId).catch(onProblem)
  const [next, feedback] = await Promise.all([
    toRatingSession(access, row, ahead),
    taskKind === 'training' ? trainingFeedback(projectId, assignmentId) : null,
  ])
  return { outcome, next, feedback }
}
