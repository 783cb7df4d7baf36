import type { Pace, PaceWindow, PositionPace, ProjectPace, RaterPaceDetail, Spread } from '@/lib/contracts/raters/pace'
import { findTimedVotes } from '@/lib/db/raters/activity-query'
import { findPaceOverTime, findPositionPaces, type PaceRow, type PositionRow } from '@/lib/db/raters/pace-query'
import { findRater } from '@/lib/db/raters/rater-query'
import type { Actor } from '@/lib/domain/permissions'
import { paceBounds, secondsPerCandidate, type TimedVotes } from '@/lib/domain/raters/pace'
import { notFound } from '@/lib/errors'
import { quantile } from '@/lib/numeric/quantiles'
import { guardProject, type ProjectAccess } from '@/lib/services/access/guard-project'
import { measuredPaces } from '@/lib/services/measured-paces'

/** `ms` has the quartiles in milliseconds; the result is in seconds. */
const spreadOf = (ms: number[] | null): Spread =>
  ms && { low: ms[0]! / 1000, median: ms[1]! / 1000, high: ms[2]! / 1000 }

function paceOf(row: PaceRow | undefined, votes: TimedVotes | undefined): Pace {
  const perCandidate = votes ? secondsPerCandidate(votes) : null
  if (!row)
    return {
      ...{ tasks: 0, timed: 0, taskSeconds: null, secondsPerCandidate: perCandidate },
      ...{ nameSeconds: null, idleShare: null },
    }
  const { tasks, timed, taskMs, nameMs, activeMs, durationMs } = row
  const idleShare = durationMs > 0 ? Math.max(0, 1 - activeMs / durationMs) : null
  return {
    ...{ tasks, timed, taskSeconds: spreadOf(taskMs), secondsPerCandidate: perCandidate },
    ...{ nameSeconds: spreadOf(nameMs), idleShare },
  }
}

const positionPaceOf = ({ ms, ...row }: PositionRow): PositionPace => ({ ...row, seconds: spreadOf(ms) })

/** Reads the pace of the project: of one rater by number, or with null of all. */
async function readPaces({ project, projectId }: ProjectAccess) {
  const [measured, timed] = await Promise.all([measuredPaces(projectId), findTimedVotes(projectId)])
  const { paces, positions, measuredAt } = measured ?? { paces: [], positions: [], measuredAt: null }
  const of = (rater: number | null) =>
    paceOf(
      paces.find(({ raterId }) => raterId === rater),
      timed.find(({ raterId }) => raterId === rater),
    )
  const measurement = {
    hasSimulated: project.hasSimulated,
    measuredAt: measuredAt?.toISOString() ?? null,
    isMeasured: measured !== null,
  }
  return { paces, of, positions: positions.map(positionPaceOf), measurement }
}

export async function readPace(actor: Actor, slug: string): Promise<ProjectPace> {
  const { paces, of, positions, measurement } = await readPaces(await guardProject(actor, slug, 'admin'))
  const raters = paces.flatMap(({ raterId }) => (raterId === null ? [] : [{ raterId, ...of(raterId) }]))
  return { all: of(null), raters, positions, ...measurement }
}

export async function readRaterPace(
  actor: Actor,
  { slug, raterId }: { slug: string; raterId: number },
): Promise<RaterPaceDetail> {
  const access = await guardProject(actor, slug, 'admin')
  const { projectId } = access
  if (!(await findRater(projectId, raterId))) throw notFound('rater')
  const [{ of, positions: allPositions, measurement }, positions, tasks] = await Promise.all([
    readPaces(access),
    findPositionPaces(projectId, raterId),
    findPaceOverTime(projectId, raterId),
  ])
  return {
    pace: of(raterId),
    all: of(null),
    positions: positions.map(positionPaceOf),
    allPositions,
    windows: windowsOf(tasks),
    ...measurement,
  }
}

function windowsOf(tasks: { submittedAt: Date | null; msPerName: number }[]): PaceWindow[] {
  const bounds = paceBounds(tasks.length)
  return bounds.slice(1).map((to, index) => {
    const from = bounds[index]!
    const held = tasks.slice(from, to)
    const sorted = held.map(({ msPerName }) => msPerName).sort((one, other) => one - other)
    return {
      ...{ from, to },
      firstAt: held[0]!.submittedAt?.toISOString() ?? null,
      lastAt: held.at(-1)?.submittedAt?.toISOString() ?? null,
      nameSeconds: spreadOf([0.25, 0.5, 0.75].map((share) => quantile(sorted, share))),
    }
  })
}
