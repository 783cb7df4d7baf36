import { randomInt } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { defaultRaterSettings, raterSettings } from '@/lib/contracts/rating/rater-settings'
import type { RatingSession, RatingSessionInput, RatingTask, VisitProgress } from '@/lib/contracts/rating/rating'
import { panelSettings } from '@/lib/contracts/recruitment'
import { type Db, prisma } from '@/lib/db/client'
import { type AskedImage, findAssignedImage } from '@/lib/db/rating/assigned-image-query'
import {
  countTasksForRaters,
  createRaterForAccount,
  expireLeases,
  findTakenAssignments,
  leaseTasks,
  type PrefetchRequest,
  type RatingSessionRow,
  releaseHeldLeases,
  type ShownTaskCounts,
} from '@/lib/db/rating/rating-session-query'
import { resumeVisit } from '@/lib/db/recruitment/enter-panel'
import {
  countLateAnswers,
  endPaidVisit,
  findVisit,
  noteSeen,
  writeOutcome,
} from '@/lib/db/recruitment/panel-visit-query'
import { repeatOnConflict } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { answerOf } from '@/lib/domain/rating/answer'
import { exitOf, settingsForExit } from '@/lib/domain/recruitment/panel'
import { isFreed, isInterrupted, type PanelOutcome, visitOutcome } from '@/lib/domain/recruitment/panel-outcome'
import { forbidden, notFound } from '@/lib/errors'
import { figureCache } from '@/lib/services/memoize'
import { type RaterRow, raterRow } from './guard-project'
import { imageUrl, withWikipedia } from './shown-picture'

export type RaterAccess = RaterRow & { raterId: number }

/** Returns the actor as a rater, and creates one the first time an account rates. */
export async function accessAsRater(actor: Actor, slug: string, db: Db = prisma): Promise<RaterAccess> {
  const row = await raterRow.read(actor, slug, db)
  if (row.raterId !== null) return { ...row, raterId: row.raterId }
  if (actor.kind !== 'account') throw forbidden('You need an account to become a rater here.')
  return { ...row, raterId: await repeatOnConflict(() => createRaterForAccount(row.projectId, actor.userId, db)) }
}

export interface ImageOfTask extends AskedImage {
  slug: string
}

/**
 * Returns the rater and the image of one of their tasks; of control tasks too, so that raters cannot tell them apart.
 * Throws AppError `not-found` for a task of someone else.
 */
export async function accessToImage(actor: Actor, { slug, assignmentId, picture }: ImageOfTask) {
  const { projectId, raterId } = await accessAsRater(actor, slug)
  const imageId = await findAssignedImage({ projectId, raterId, assignmentId, picture })
  if (imageId === null) throw notFound('assignment')
  return { projectId, imageId, raterId }
}

/** Reads which tasks the browser wants leased ahead. Without that, it gets one task at a time. */
export const prefetchRequest = ({ ahead = 0, have = [], holder = null }: RatingSessionInput): PrefetchRequest => ({
  ahead,
  have,
  holder,
})

export const newOrderSeed = () => randomInt(2 ** 31 - 1)

// Counting a million tasks is slow: one request counts, the others use the previous count meanwhile.
const taskCounts = figureCache<ShownTaskCounts>({
  ...{ capacity: 1_000, freshMs: () => 5_000, staleMs: Number.POSITIVE_INFINITY, discardsOnError: true },
})

function toTask(slug: string, task: NonNullable<RatingSessionRow['task']>): RatingTask {
  const toImage = ({ contentHash, width, height, license }: typeof task.image) => ({
    url: imageUrl(slug, contentHash),
    ...{ width, height, license },
  })
  return {
    assignmentId: task.assignmentId,
    revision: task.revision,
    leaseExpiresAt: task.leaseExpiresAt,
    image: toImage(task.image),
    pictures: task.pictures?.map((picture) => picture && toImage(picture)) ?? null,
    candidates: task.candidates.map(withWikipedia),
    previousAnswers: task.previousAnswers?.map(answerOf) ?? null,
    previousRest: task.previousRest,
    page: task.page,
    display: task.display,
  }
}

/** Releases the leases of a visit that has ended, for other raters, and returns the session without tasks. */
async function withoutTasks(
  { projectId, raterId }: RaterAccess,
  row: RatingSessionRow,
  db: Db,
): Promise<RatingSessionRow> {
  if (row.held.length > 0) await repeatOnConflict(() => releaseHeldLeases(projectId, raterId, row.held, db))
  return { ...row, task: null, ahead: [], held: [], undoAssignmentId: null }
}

/**
 * Writes and returns a visit's outcome. An ended visit resumes only if a place is free. `recount` if it
 * just did, or if another visit of the same person was just paid for tasks that were counted for this one.
 */
async function settledOutcome(
  visit: { panelId: string; outcome: PanelOutcome | null; submittedBefore: number; done: number },
  { projectId, visitId, places }: { projectId: number; visitId: string; places: number | null },
  outcome: PanelOutcome | null,
  db: Db,
): Promise<PanelOutcome | 'recount' | null> {
  const { panelId, outcome: before, submittedBefore } = visit
  if (outcome === before) return outcome
  const isFree = before !== null && (isFreed(before) || (before === 'nothing-left' && visit.done === 0))
  if (outcome === null && isFree)
    return (await resumeVisit({ projectId, panelId, visitId, places, from: before }, db)) ? 'recount' : before
  if (outcome === 'completed')
    return (await endPaidVisit({ projectId, visitId, outcome, submittedBefore }, db)) ? outcome : 'recount'
  await writeOutcome(projectId, visitId, outcome, db)
  return outcome
}

/**
 * Returns a panel visitor's progress, with the link back to the panel once the visit has ended; null for accounts.
 * Completion codes leave the server only here, and only after the outcome is reached.
 */
export async function visitProgress(
  { projectId, visitId }: { projectId: number; visitId?: string },
  state: string,
  db: Db = prisma,
): Promise<VisitProgress | null> {
  const visit = visitId === undefined ? null : await findVisit(projectId, visitId, db)
  if (visitId === undefined || !visit) return null
  const settings = panelSettings.parse(visit.settings)
  const { done, hasFailedTest, hasSubmitted } = visit
  const wanted = settings.tasksPerVisit
  const found = visitOutcome({ state, done, wanted, outcome: visit.outcome })
  const outcome = await settledOutcome(visit, { projectId, visitId, places: settings.places }, found, db)
  if (outcome === 'recount') return visitProgress({ projectId, visitId }, state, db)
  if (outcome === null && !visit.isSeenLately) await noteSeen(projectId, visitId, db)
  if (isInterrupted(outcome)) await countLateAnswers(projectId, visitId, db)
  const ids = { pid: visit.pid ?? '', session: visit.visitKey ?? '' }
  const exit = outcome && exitOf(visit.kind, outcome, settingsForExit(settings.outcomes, outcome, hasSubmitted), ids)
  return { done, wanted, hasFailedTest, exit: exit && { ...exit, hasSubmitted } }
}

/** Limits the search while other raters hold locks or rows remain unread. */
const lookingMs = 4_000
/** If many raters retried constantly, they would keep the few remaining tasks locked. */
const [minPauseMs, maxPauseMs] = [4, 250]

/**
 * Leases again while the state is `looking`. The query skips rows locked by others, so an empty result does not mean
 * that no tasks are left; without retries the rater would see an empty screen although a task becomes free.
 */
async function askUntilKnown(row: RatingSessionRow, leaseNext: () => Promise<RatingSessionRow>) {
  const until = Date.now() + lookingMs
  let found = row
  for (let step = 0; found.state === 'looking' && Date.now() < until; step++) {
    if (step > 1) await pause(Math.min(maxPauseMs, minPauseMs * 2 ** (step - 2)) * (0.5 + Math.random()))
    found = await leaseNext()
  }
  return found
}

/** Takes back expired leases itself if no task was found, so raters can go on while no worker runs. */
export async function toRatingSession(
  access: RaterAccess,
  row: RatingSessionRow,
  ahead: PrefetchRequest,
  db: Db = prisma,
): Promise<RatingSession> {
  const leaseNext = () =>
    repeatOnConflict(() => leaseTasks(access.projectId, access.raterId, newOrderSeed(), ahead, db))
  let found = await askUntilKnown(row, leaseNext)
  if (found.state === 'waiting' || found.state === 'finished') {
    const ended = await repeatOnConflict(() => expireLeases(20, db))
    if (ended === null || ended > 0) found = await askUntilKnown(await leaseNext(), leaseNext)
  }
  const panel = await visitProgress(access, found.state, db)
  if (panel?.exit) found = await withoutTasks(access, found, db)
  // Usually no query: the tasks a browser has are held, unless their lease has expired.
  const gone = ahead.have.filter((id) => !found.held.includes(id))
  const taken = gone.length > 0 ? await findTakenAssignments(access, gone, db) : []
  const counts = await taskCounts(`${access.projectId}`, () => countTasksForRaters(access.projectId, db))
  return {
    project: {
      ...{ slug: access.slug, name: access.name, hasGuidelines: access.hasGuidelines },
      answerModes: access.answerModes,
      languages: access.languages,
    },
    language: found.language,
    raterId: access.raterId,
    state: found.state === 'looking' ? 'waiting' : found.state,
    step: found.step,
    panel,
    task: found.task && toTask(access.slug, found.task),
    held: found.held,
    ahead: found.ahead.map((task) => toTask(access.slug, task)),
    taken,
    progress: {
      submittedToday: found.submittedToday,
      submittedEver: found.submittedEver,
      tasksOpen: counts.open,
      tasksTotal: counts.total,
    },
    undoAssignmentId: found.undoAssignmentId,
    settings: raterSettings.safeParse(found.settings).data ?? defaultRaterSettings,
  }
}
