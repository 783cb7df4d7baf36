import type { PaceWindow, ProjectPace, RaterPaceDetail } from '@/lib/contracts/raters/pace'
import { findTimedVotes } from '@/lib/db/raters/activity-query'
import { findPaceOverTime, findPositionPaces } from '@/lib/db/raters/pace-query'
import { findRater } from '@/lib/db/raters/rater-query'
import type { Actor } from '@/lib/domain/permissions'
import { paceBounds } from '@/lib/domain/raters/pace-windows'
import { notFound } from '@/lib/errors'
import { quantile } from '@/lib/numeric/quantiles'
import { guardProject } from '@/lib/services/access/guard-project'
import { measuredPaces } from '@/lib/services/measured-paces'
import { paceOf, positionPaceOf, spreadOf } from './pace-figures'

export async function readPace(actor: Actor, slug: string): Promise<ProjectPace> {
  const { project, projectId } = await guardProject(actor, slug, 'admin')
  const [measured, timed] = await Promise.all([measuredPaces(projectId), findTimedVotes(projectId)])
  const { paces, positions, measuredAt } = measured ?? { paces: [], positions: [], measuredAt: null }
  const votesOf = (rater: number | null) => timed.find(({ raterId }) => raterId === rater)
  return {
    all: paceOf(
      paces.find(({ raterId }) => raterId === null),
      votesOf(null),
    ),
    raters: paces.flatMap((row) =>
      row.raterId === null ? [] : [{ raterId: row.raterId, ...paceOf(row, votesOf(row.raterId)) }],
    ),
    positions: positions.map(positionPaceOf),
    hasSimulated: project.hasSimulated,
    measuredAt: measuredAt?.toISOString() ?? null,
    isMeasured: measured !== null,
  }
}

export async function readRaterPace(
  actor: Actor,
  { slug, raterId }: { slug: string; raterId: number },
): Promise<RaterPaceDetail> {
  const { project, projectId } = await guardProject(actor, slug, 'admin')
  if (!(await findRater(projectId, raterId))) throw notFound('rater')
  const [measured, positions, tasks, timed] = await Promise.all([
    measuredPaces(projectId),
    findPositionPaces(projectId, raterId),
    findPaceOverTime(projectId, raterId),
    findTimedVotes(projectId),
  ])
  const { paces, positions: allPositions, measuredAt } = measured ?? { paces: [], positions: [], measuredAt: null }
  return {
    pace: paceOf(
      paces.find((row) => row.raterId === raterId),
      timed.find((row) => row.raterId === raterId),
    ),
    all: paceOf(
      paces.find((row) => row.raterId === null),
      timed.find((row) => row.raterId === null),
    ),
    positions: positions.map(positionPaceOf),
    allPositions: allPositions.map(positionPaceOf),
    windows: windowsOf(tasks),
    hasSimulated: project.hasSimulated,
    measuredAt: measuredAt?.toISOString() ?? null,
    isMeasured: measured !== null,
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
