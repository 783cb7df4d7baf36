import {
  countSubmittedTasks,
  findPaceMeasurement,
  findPaces,
  findPositionPaces,
  findTaskMedians,
  type PaceRow,
  type PositionRow,
} from '@/lib/db/raters/pace-query'

/** With more submitted tasks than this, measuring takes seconds to minutes and is left to the worker. */
export const mostMeasuredLive = 20_000

export interface MeasuredPaces {
  paces: PaceRow[]
  positions: PositionRow[]
  /** When the worker measured it; null if it is at most a minute old. */
  measuredAt: Date | null
}

const known = new Map<number, { measured: Promise<MeasuredPaces>; until: number }>()

function measuredNow(projectId: number): Promise<MeasuredPaces> {
  const found = known.get(projectId)
  if (found && found.until > Date.now()) return found.measured
  const measured = Promise.all([findPaces(projectId), findPositionPaces(projectId, null)]).then(
    ([paces, positions]) => ({ paces, positions, measuredAt: null }),
  )
  known.set(projectId, { measured, until: Date.now() + 60_000 })
  measured.catch(() => known.delete(projectId))
  return measured
}

const isLarge = async (projectId: number) => (await countSubmittedTasks(projectId)) > mostMeasuredLive

/** Null if the worker has yet to measure it. */
export async function measuredPaces(projectId: number): Promise<MeasuredPaces | null> {
  if (!(await isLarge(projectId))) return measuredNow(projectId)
  const kept = await findPaceMeasurement(projectId)
  return kept && { paces: kept.raters, positions: kept.positions, measuredAt: kept.measuredAt }
}

/** Milliseconds by rater, and when the worker measured them, as in `MeasuredPaces`; null if it has yet to. */
export async function taskMedians(projectId: number) {
  if (!(await isLarge(projectId))) {
    const rows = await findTaskMedians(projectId)
    return { ms: new Map(rows.map(({ raterId, ms }) => [raterId, ms])), measuredAt: null, isMeasured: true }
  }
  const kept = await findPaceMeasurement(projectId)
  const medians = (kept?.raters ?? []).flatMap(({ raterId, taskMs }) =>
    raterId === null || taskMs === null ? [] : [[raterId, taskMs[1]!] as const],
  )
  return { ms: new Map(medians), measuredAt: kept?.measuredAt ?? null, isMeasured: kept !== null }
}
