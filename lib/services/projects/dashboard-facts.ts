import { z } from 'zod'
import { batchReason } from '@/lib/contracts/plan/plan'
import type { AgreementPoint, Dashboard } from '@/lib/contracts/projects/dashboard'
import { type SkipReason, skipReasons } from '@/lib/contracts/rating/rating'
import { countDecisionsSince } from '@/lib/db/adjudication/adjudication-rows'
import { countCountedVotes } from '@/lib/db/agreement/agreement-query'
import { prisma } from '@/lib/db/client'
import { countOpenFlaggedImages } from '@/lib/db/images/flagged-image-query'
import { countOpenAlerts } from '@/lib/db/quality/quality-alerts'
import {
  countActiveRaters,
  countSkipReasons,
  countUntimedAnswers,
  findActivitySpans,
  findTimedVotesOfPeople,
  type SpanRow,
  sumActivity,
} from '@/lib/db/raters/activity-query'
import { countTasks } from '@/lib/db/rating/rating-session-query'
import { countDifferingImages } from '@/lib/db/runs/run-difference-query'
import { finishForecast } from '@/lib/domain/projects/finish-forecast'
import { secondsPerCandidate } from '@/lib/domain/raters/pace'
import { keptFigure } from '@/lib/services/kept-figure'
import { findPlannedVotes } from './planned-votes'

const hourMs = 3_600_000
const nowMs = 15 * 60_000
const forecastStepMs = 10 * 60_000
const recentHours = 14 * 24 + 1
/** Agreement points are thinned out to this many, since a chart has no more pixels. */
const maxPoints = 400

// Slow to read. The cache key names everything it depends on.
const differingImages = keptFigure(z.number(), 200)

const spanOf = ({ at, votes, tasks }: SpanRow) => ({ at: at.toISOString(), votes, tasks })

async function findPoints(projectId: number): Promise<AgreementPoint[]> {
  const rows = await prisma.agreementPoint.findMany({ where: { projectId }, orderBy: { at: 'asc' } })
  const step = Math.ceil(rows.length / maxPoints)
  return rows
    .filter((_, index) => (rows.length - 1 - index) % step === 0)
    .map(({ at, voteCount, alpha, low, high }) => ({ at: at.toISOString(), voteCount, alpha, low, high }))
}

/** Includes the number of images whose labels differ from the run before. */
async function findLatestRun(projectId: number): Promise<Dashboard['run']> {
  const [run, before] = await prisma.aggregationRun.findMany({
    where: { projectId },
    select: {
      ...{ id: true, changedImageCount: true, voteCount: true, createdAt: true, votesUntil: true, failsChecks: true },
      confirmation: { select: { runId: true } },
    },
    orderBy: { id: 'desc' },
    take: 2,
  })
  if (!run) return null
  const differing = (previous: NonNullable<typeof before>) => {
    const basis = `${previous.createdAt.getTime()} ${run.createdAt.getTime()}`
    const key = { projectId, name: `images between runs ${previous.id} and ${run.id}`, basis }
    return differingImages(key, () => countDifferingImages({ projectId, a: previous.id, b: run.id }))
  }
  return {
    ...{ id: run.id, changedImages: run.changedImageCount, voteCount: run.voteCount },
    createdAt: run.createdAt.toISOString(),
    isUsable: !run.failsChecks || run.confirmation !== null,
    newDecisions: await countDecisionsSince(projectId, run.votesUntil),
    sincePrevious: before ? { runId: before.id, images: await differing(before) } : null,
  }
}

/** Uses counters and the votes on excluded images; candidates of tasks are read only after tasks were added. */
export async function dashboardFacts(
  project: { id: number; isPaused: boolean; hasSimulated: boolean },
  now: Date,
): Promise<Dashboard> {
  const { id, isPaused, hasSimulated } = project
  const since = new Date((Math.floor(now.getTime() / hourMs) - recentHours) * hourMs)
  const [tasks, timed, untimed, hours, days, raters, skips, agreement, batches, run, flaggedImages, alerts, counted] =
    await Promise.all([
      countTasks(id),
      sumActivity(id),
      countUntimedAnswers(id),
      findActivitySpans(id, since),
      findActivitySpans(id, null),
      countActiveRaters(id, new Date(now.getTime() - nowMs)),
      countSkipReasons(id),
      findPoints(id),
      prisma.batch.findMany({
        where: { projectId: id, state: { not: 'draft' }, tasks: { some: { kind: 'rating' } } },
        select: { id: true, reason: true },
        orderBy: { id: 'desc' },
      }),
      findLatestRun(id),
      countOpenFlaggedImages(id),
      countOpenAlerts(id),
      countCountedVotes(id),
    ])
  const planned = await findPlannedVotes(id, tasks.total)
  const paid = await findTimedVotesOfPeople(id)
  const answers = { no: timed.no + untimed.no, maybe: timed.maybe + untimed.maybe, yes: timed.yes + untimed.yes }
  const given = answers.no + answers.maybe + answers.yes
  const lastDay = hours.filter(({ at }) => at.getTime() > now.getTime() - 24 * hourMs)
  return {
    ...{ isPaused, hasSimulated, answers, agreement },
    tasks: { total: tasks.total, finished: tasks.finished },
    votes: { given, counted, planned, untimed: untimed.no + untimed.maybe + untimed.yes },
    forecast: finishForecast({
      // Rounded, or the forecast would change every second and be sent to all watchers.
      now: Math.floor(now.getTime() / forecastStepMs) * forecastStepMs,
      remaining: tasks.finished === tasks.total ? 0 : Math.max(1, planned - given),
      hours: hours.map(({ at, ratedVotes }) => ({ at: at.getTime(), votes: ratedVotes })),
      isPaused,
    }),
    hours: hours.map(spanOf),
    days: days.map(spanOf),
    raters,
    pace: { lastDay: secondsPerCandidate(lastDay), all: secondsPerCandidate(timed), timedAnswers: timed.timedAnswers },
    skips: skips.filter((skip): skip is { reason: SkipReason; count: number } =>
      skipReasons.some((reason) => reason === skip.reason),
    ),
    activeHours: paid.activeMs / hourMs,
    cost: dashboardCost(
      batches.map((batch) => batch.reason),
      paid.activeMs / hourMs,
    ),
    batchId: batches.at(0)?.id ?? null,
    run,
    waiting: { flaggedImages, alerts },
  }
}

/**
 * Multiplies raters' measured time by the pay of the newest launched plan, and sums the estimates of all plans in its
 * currency. Null if no plan has a pay.
 */
function dashboardCost(reasons: readonly unknown[], activeHours: number): Dashboard['cost'] {
  const plans = reasons.flatMap((reason) => {
    const known = batchReason.safeParse(reason)
    return known.success ? [known.data] : []
  })
  const newest = plans.at(0)
  if (!newest) return null
  const { currency, payPerHour } = newest.settings
  const planned = plans.reduce((sum, plan) => sum + (plan.settings.currency === currency ? plan.figures.cost : 0), 0)
  return { currency, payPerHour, soFar: activeHours * payPerHour, planned }
}
