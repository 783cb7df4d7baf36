import type {
  LeasesInput,
  LeasesOutput,
  RatingSession,
  RatingSessionInput,
  SkipInput,
} from '@/lib/contracts/rating/rating'
import { type Db, prisma } from '@/lib/db/client'
import {
  leaseTasks,
  releaseHeldLeases,
  renewHeldLeases,
  reopenAssignment,
  setRaterLanguage,
  skipAndLease,
  startAttempt,
} from '@/lib/db/rating/rating-session-query'
import { noteSeen } from '@/lib/db/recruitment/panel-visit-query'
import { repeatOnConflict } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { undoReach } from '@/lib/domain/rating/rating-limits'
import { AppError, conflict, notFound } from '@/lib/errors'
import { refuseOtherPage } from '@/lib/services/access/own-rater'
import { accessAsRater, newOrderSeed, prefetchRequest, toRatingSession } from '@/lib/services/access/rating-session'
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
  const ahead = prefetchRequest(input)
  if (screens !== undefined) await setRaterLanguage(access.projectId, access.raterId, screens)
  const lease = () => repeatOnConflict(() => leaseTasks(access.projectId, access.raterId, seed, ahead))
  const row = await timed(metrics.leases, lease, ({ state }) => state)
  return toRatingSession(access, row, ahead)
}

/** Releases tasks that the actor will not answer now. They go to other raters and may come back. */
export async function releaseLeases(
  actor: Actor,
  { slug, assignments, holder = null }: LeasesInput & { slug: string },
): Promise<LeasesOutput> {
  const { projectId, raterId } = await accessAsRater(actor, slug)
  return { held: await repeatOnConflict(() => releaseHeldLeases(projectId, raterId, assignments, prisma, holder)) }
}

/** Renews the actor's leases for the full lease time. */
export async function renewLeases(
  actor: Actor,
  { slug, assignments, holder = null }: LeasesInput & { slug: string },
): Promise<LeasesOutput> {
  const { projectId, raterId, visitId } = await accessAsRater(actor, slug)
  if (visitId !== undefined) await noteSeen(projectId, visitId)
  return { held: await repeatOnConflict(() => renewHeldLeases(projectId, raterId, assignments, prisma, holder)) }
}

/** Skips a task with a reason; it goes to other raters and does not return to this one. */
export async function skipAssignment(
  actor: Actor,
  { slug, assignmentId, reason, note, ...input }: SkipInput & { slug: string; assignmentId: number },
): Promise<RatingSession> {
  const access = await accessAsRater(actor, slug)
  const ahead = prefetchRequest(input)
  const skip = { projectId: access.projectId, raterId: access.raterId, assignmentId, reason, note }
  const row = await repeatOnConflict(() => skipAndLease(skip, newOrderSeed(), ahead))
  if ('state' in row) return toRatingSession(access, row, ahead)
  if (row.outcome === 'not-found') throw notFound('assignment')
  throw conflict('This task has saved answers, so you cannot skip it. Change the answers instead.')
}

const refusals: Record<string, () => AppError> = {
  'not-found': () => notFound('assignment'),
  'too-late': () => conflict(`You can change only your last ${undoReach} tasks.`),
  excluded: () =>
    conflict('An image of this task has been excluded from the project, so your answers can no longer be changed.'),
  'test-over': () => conflict('Test tasks can be changed only during the test, and that test is over.'),
  disqualified: () => conflict('You did not pass the test, so your answers can no longer be changed. They are kept.'),
  'rater-paused': () => conflict('Your rating is paused, so you cannot change answers now. Your answers are kept.'),
  'visit-over': () =>
    new AppError('visit-over', 'Your visit is over, so these answers can no longer be changed. They are kept.'),
  released: () => conflict('These answers are part of a published release and can no longer be changed.'),
}

/** Reopens one of the rater's last submissions. The old answers are kept in the history. */
export async function undoSubmission(
  actor: Actor,
  { slug, assignmentId, ...input }: RatingSessionInput & { slug: string; assignmentId: number },
  db: Db = prisma,
): Promise<RatingSession> {
  const access = await accessAsRater(actor, slug, db)
  const { visitOutcome = null } = access
  if (visitOutcome !== null && visitOutcome !== 'left') throw refusals['visit-over']!()
  const ahead = prefetchRequest(input)
  const undo = { projectId: access.projectId, raterId: access.raterId, assignmentId }
  const row = await repeatOnConflict(() => reopenAssignment(undo, newOrderSeed(), ahead, db))
  if (!('state' in row)) throw refusals[row.outcome]!()
  return toRatingSession(access, row, ahead, db)
}

/** Starts an attempt at the qualification test, or continues one already started, for the rater of the page. */
export async function startTest(
  actor: Actor,
  { slug, raterId, ...input }: RatingSessionInput & { slug: string; raterId: number },
): Promise<RatingSession> {
  const access = await accessAsRater(actor, slug)
  refuseOtherPage(access.raterId, { raterId })
  const ahead = prefetchRequest(input)
  const row = await repeatOnConflict(() => startAttempt(access.projectId, access.raterId, newOrderSeed(), ahead))
  if (!('state' in row)) throw conflict('You have no test to start. Reload the page.')
  return toRatingSession(access, row, ahead)
}
