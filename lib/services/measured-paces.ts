import {
  countSubmittedTasks,
  findPaceMeasurement,
  findPaces,
  findPositionPaces,
  findTaskMedians,
  type PaceRow,
  type PositionRow,
} from '@/lib/db/raters/pace-query'
import { figureCache } from '@/lib/services/memoize'

/** With more submitted tasks than this, measuring takes seconds to minutes and is left to the worker. */
export const maxMeasuredLive = 20_000

export interface MeasuredPaces {
  paces: PaceRow[]
  positions: PositionRow[]
  /** When the worker measured it; null if it is at most a minute old. */
  measuredAt: Date | null
}

const pacesOf = figureCache<MeasuredPaces>({ capacity: 200, freshMs: () => 60_000, staleMs: 0 })

const measuredNow = (projectId: number) =>
  pacesOf(`${projectId}`, async () => {
    const [paces, positions] = await Promise.all([findPaces(projectId), findPositionPaces(projectId, null)])
    return { paces, positions, measuredAt: null }
  })

const isLarge = async (projectId: number) => (await countSubmittedTasks(projectId)) > maxMeasuredLive

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
