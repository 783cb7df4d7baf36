import { storedSettings } from '@/lib/contracts/plan/plan'
import { type OwnVisit, type PanelSettings, panelSettings, type TimedVisitPlan } from '@/lib/contracts/recruitment'
import { prisma } from '@/lib/db/client'
import { findPlanStart } from '@/lib/db/plan/plan-query'
import { freePlaces } from '@/lib/db/recruitment/enter-panel'
import {
  endPaidVisit,
  findVisit,
  findVisitTerms,
  isVisitOfRater,
  noteLeft,
  noteSeen,
  writeOutcome,
} from '@/lib/db/recruitment/panel-visit-query'
import { findTaskSizes } from '@/lib/db/recruitment/task-size-query'
import type { Actor } from '@/lib/domain/permissions'
import { type AnswerTime, answerTime } from '@/lib/domain/plan/answer-time'
import { isLasting } from '@/lib/domain/recruitment/panel-outcome'
import { type PriorControlTasks, planAfter } from '@/lib/domain/recruitment/visit-time'
import { isUuid } from '@/lib/domain/uuid'
import { forbidden, notFound } from '@/lib/errors'
import { guardProject, raterRow } from '@/lib/services/access/guard-project'
import { refuseOtherPage } from '@/lib/services/access/own-rater'
import { visitProgress } from '@/lib/services/access/rating-session'
import { memoize } from '@/lib/services/memoize'
import { measuredAnswerTime } from '@/lib/services/plan/measured-answer-time'
import { qualitySettingsOf } from '@/lib/services/quality/quality-settings'

/** A participant's page, whose session may be that of another one who entered in a second tab. */
interface OwnPage {
  slug: string
  raterId: number
}

/** Records that a participant's browser has opened or closed the page. Ignores the page of another participant. */
export async function notePresence(
  actor: Actor,
  { slug, raterId, isHere }: OwnPage & { isHere: boolean },
): Promise<void> {
  if (actor.kind !== 'panelist') throw forbidden('Only participants from a panel have a place to keep.')
  const { projectId } = await raterRow.read(actor, slug)
  if (actor.raterId === raterId) await (isHere ? noteSeen : noteLeft)(projectId, actor.visitId)
}

export const termsOf = ({ pay, maxMinutes, outcomes }: PanelSettings): Omit<OwnVisit, 'plan'> => ({
  ...{ pay, maxMinutes },
  hasPartialCode: outcomes.stopped.code !== null,
})

/** Includes what was left of training and test when the visit began. */
export async function readOwnVisit(actor: Actor, slug: string): Promise<OwnVisit> {
  if (actor.kind !== 'panelist') throw forbidden('Only participants from a panel have a visit.')
  const { project } = await guardProject(actor, slug, 'rater')
  const visit = await readVisitTerms(project, actor.visitId)
  if (!visit) throw notFound('visit')
  return visit
}

/** Checks no access. Null if there is no such visit. */
export async function readVisitTerms(
  project: { id: number; quality: unknown },
  visitId: string,
): Promise<OwnVisit | null> {
  const visit = await findVisitTerms(project.id, visitId)
  if (!visit) return null
  const settings = panelSettings.parse(visit.settings)
  return { plan: (await visitPlanner(project))(settings, visit), ...termsOf(settings) }
}

/** Returns the visit that a participant may end on this page, which must be their own. */
async function visitToEnd(actor: Actor, page: OwnPage): Promise<{ projectId: number; visitId: string }> {
  if (actor.kind !== 'panelist')
    throw forbidden('Only participants from a panel can end a visit. Close the page instead.')
  refuseOtherPage(actor.raterId, page)
  const { projectId } = await raterRow.read(actor, page.slug)
  return { projectId, visitId: actor.visitId }
}

/** Keeps submitted answers, frees the place, and shows the code for partial work. Idempotent. */
export async function stopVisit(actor: Actor, page: OwnPage): Promise<void> {
  const { projectId, visitId } = await visitToEnd(actor, page)
  // The last required answers may just have been submitted.
  await visitProgress({ projectId, visitId }, 'looking')
  const visit = await findVisit(projectId, visitId)
  if (visit && (visit.outcome === null || visit.outcome === 'left'))
    await endPaidVisit({ projectId, visitId, outcome: 'stopped', submittedBefore: null }, prisma)
}

/** Ends a visit in which something was submitted as if stopped, any other without a task and with its own code. */
export async function declineConsent(actor: Actor, page: OwnPage): Promise<void> {
  const { projectId, visitId } = await visitToEnd(actor, page)
  const visit = await findVisit(projectId, visitId)
  if (visit?.hasSubmitted) await stopVisit(actor, page)
  else if (!isLasting(visit?.outcome ?? null)) await writeOutcome(projectId, visitId, 'no-consent')
}

/** Whether a panel's visitor may still act: the visit exists and the identity was not erased. */
export const isVisitOpen = async (actor: Actor & { kind: 'panelist' }): Promise<boolean> =>
  isUuid(actor.visitId) && isVisitOfRater(actor)

/** Frees the places of everyone who left, was silent or took too long, in all panels of the server. */
export const freePanelPlaces = (): Promise<number> => freePlaces(null, prisma)

interface TaskTimes {
  time: AnswerTime
  sizes: Awaited<ReturnType<typeof findTaskSizes>>
}

/** Cached, since every page of every participant requests it and a mean over all answers takes time. */
const keptMs = 60_000
const keepTimes = memoize<TaskTimes>(64)

async function readTaskTimes(projectId: number): Promise<TaskTimes> {
  const [measured, start, sizes] = await Promise.all([
    measuredAnswerTime(projectId),
    findPlanStart(projectId),
    findTaskSizes(projectId),
  ])
  const { data: stored } = storedSettings.safeParse((start?.plan as { settings?: unknown } | null)?.settings)
  // Shows measured times of others once they are known; until then the plan's estimate.
  return { time: answerTime(measured ? null : (stored?.secondsPerCandidate ?? null), measured), sizes }
}

const taskTimes = (projectId: number): Promise<TaskTimes> =>
  keepTimes(`${projectId} ${Math.floor(Date.now() / keptMs)}`, () => readTaskTimes(projectId))

interface KnownVisit {
  /** None if it has not begun, or if an older version began it. */
  plan?: TimedVisitPlan | null
  before: PriorControlTasks
}

/** Returns a function that describes and times a visit for given panel settings, by default that of a new participant. */
export async function visitPlanner(project: {
  id: number
  quality: unknown
}): Promise<(settings: Pick<PanelSettings, 'tasksPerVisit'>, visit?: KnownVisit | null) => TimedVisitPlan> {
  const { time, sizes } = await taskTimes(project.id)
  const { qualification } = qualitySettingsOf(project.quality)
  const size = (kind: 'rating' | 'training' | 'test') => sizes.find((one) => one.kind === kind)
  const usual = size('rating')?.candidates ?? 1
  const seconds = (kind: 'rating' | 'training' | 'test') =>
    time.perTask + time.perCandidate * (size(kind)?.candidates ?? usual)
  const planNow = {
    trainingTasks: Math.min(qualification?.trainingTasks ?? 0, size('training')?.tasks ?? 0),
    testTasks: Math.min(qualification?.testTasks ?? 0, size('test')?.tasks ?? 0),
    secondsPerTask: seconds('rating'),
    secondsPerTraining: seconds('training'),
    secondsPerTest: seconds('test'),
    from: time.from,
  }
  return ({ tasksPerVisit }, visit) => {
    const plan = { ...(visit?.plan ?? planNow), wanted: tasksPerVisit }
    return visit ? planAfter(plan, visit.before) : plan
  }
}

export async function ratingScreenAddress({ projectId }: Actor & { kind: 'panelist' }): Promise<string> {
  const project = await prisma.project.findUnique({ where: { id: projectId }, select: { slug: true } })
  if (!project) throw notFound('project')
  return `/rate/${project.slug}`
}
