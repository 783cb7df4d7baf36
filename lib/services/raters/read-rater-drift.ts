import { setImmediate } from 'node:timers/promises'
import { recentDrift } from '@/lib/agreement/recent-drift'
import type { RaterDrift, RaterDriftList } from '@/lib/contracts/raters/rater-table'
import { findNewestFigures } from '@/lib/db/raters/rater-table-query'
import { type RecentVotes, readRecentVotes } from '@/lib/db/rating/last-answers-query'
import type { Actor } from '@/lib/domain/permissions'
import { numbered } from '@/lib/numeric/numbered'
import { guardProject } from '@/lib/services/access/guard-project'
import { agreementFigure } from '@/lib/services/agreement/agreement-report-of'
import { figureCache } from '@/lib/services/memoize'

/** Number of votes that count as recent. */
const lateVotes = 100
/** Number of tasks per rater that are searched for recent and earlier votes. */
const tasks = 400
/** Raters whose votes are in memory together. */
const ratersAtOnce = 50
const intervals = { seed: 1, replicates: 200 }

/** Valid for at least ten times as long as it took, so that a slow one is not always being computed. */
const driftCache = () =>
  figureCache<RaterDrift[]>({ capacity: 200, freshMs: (tookMs) => Math.max(60_000, 10 * tookMs), staleMs: 0 })
const driftOf = driftCache()
const driftOfAll = driftCache()

async function driftsOf({ rater, image, answer, score }: RecentVotes): Promise<RaterDrift[]> {
  const drifts: RaterDrift[] = []
  for (let from = 0, to = 0; from < rater.length; from = to) {
    // Resampling takes milliseconds per rater, in which the server would not respond.
    await setImmediate()
    while (to < rater.length && rater[to] === rater[from]) to++
    const ofRater = image.subarray(from, to)
    const images = numbered(ofRater)
    const cluster = ofRater.map((id) => images.get(id)!)
    const judged = {
      answer: answer.subarray(from, to),
      truth: Float64Array.from(score.subarray(from, to), (n) => n / 1e6),
    }
    const found = recentDrift(judged, { ...intervals, cluster, clusterCount: images.size, late: lateVotes })
    if (!found || found.before.value === null || found.lately.value === null) continue
    const before = agreementFigure(found.before, found.imageCounts.before)
    const lately = agreementFigure(found.lately, found.imageCounts.lately)
    drifts.push({
      raterId: rater[from]!,
      direction: before.low === null || lately.low === null ? 'steady' : found.direction,
      ...{ before, lately },
      lateCount: found.lateCount,
      change: found.lately.value - found.before.value,
    })
  }
  return drifts
}

async function measureDrift(projectId: number, runId: number, raterIds: readonly number[]): Promise<RaterDrift[]> {
  const drifts: RaterDrift[] = []
  for (let from = 0; from < raterIds.length; from += ratersAtOnce) {
    const some = raterIds.slice(from, from + ratersAtOnce)
    drifts.push(...(await driftsOf(await readRecentVotes({ projectId, runId, raterIds: some, tasks }))))
  }
  return drifts
}

/**
 * Compares recent votes with earlier ones, measured against the newest run. Cached for all users. The cost depends on
 * the number of raters and what each did recently, not on the size of the project.
 */
export async function readRaterDrift(
  actor: Actor,
  { slug, raterIds }: { slug: string; raterIds: readonly number[] },
): Promise<RaterDriftList> {
  const { projectId } = await guardProject(actor, slug, 'admin')
  const { runId } = await findNewestFigures(projectId)
  if (runId === null) return { runId, raters: [] }
  const raters = await driftOf(`${projectId} ${runId} ${raterIds}`, () => measureDrift(projectId, runId, raterIds))
  return { runId, raters }
}

/** Does the same for all raters of a project, given their ids, which takes 0.1 s or more for each active one. */
export const driftOfEveryRater = (projectId: number, runId: number, raterIds: readonly number[]) =>
  driftOfAll(`${projectId} ${runId}`, () => measureDrift(projectId, runId, raterIds))
