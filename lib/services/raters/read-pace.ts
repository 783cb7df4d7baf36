import type { ProjectPace } from '@/lib/contracts/raters/pace'
import { findTimedVotes } from '@/lib/db/raters/activity-query'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'
import { measuredPaces } from '@/lib/services/measured-paces'
import { paceOf, positionPaceOf } from './pace-figures'

export async function readPace(actor: Actor, slug: string): Promise<ProjectPace> {
  const { project } = await guardProject(actor, slug, 'admin')
  const [measured, timed] = await Promise.all([measuredPaces(project.id), findTimedVotes(project.id)])
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
