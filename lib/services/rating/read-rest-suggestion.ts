import { recentDrift } from '@/lib/agreement/recent-drift'
import type { RestSuggestion } from '@/lib/contracts/rating/rating'
import { findKnownAnswers, getLastStep } from '@/lib/db/rating/own-answers-query'
import { findOwnTimes } from '@/lib/db/rating/own-history-query'
import type { Actor } from '@/lib/domain/permissions'
import { hasPaceDrifted } from '@/lib/domain/rating/rest'
import { numbered } from '@/lib/numeric/numbered'
import { accessAsRater } from '@/lib/services/access/rating-session'

const timedAssignments = 600
/** Golden answers that count as recent: few, so that only a clear fall separates their interval from earlier ones. */
const lateAnswers = 20
const intervals = { seed: 1, replicates: 200 }

/** Whether a rater's golden accuracy has clearly fallen, by the rule for drift in the rater table. */
function hasAccuracyFallen(known: Awaited<ReturnType<typeof findKnownAnswers>>): boolean {
  const images = numbered(known.map(({ imageId }) => imageId))
  const cluster = Int32Array.from(known, ({ imageId }) => images.get(imageId)!)
  const judged = {
    answer: Uint8Array.from(known, ({ answer }) => answer),
    truth: Float64Array.from(known, ({ holds }) => Number(holds)),
  }
  const options = { ...intervals, cluster, clusterCount: images.size, late: lateAnswers }
  return recentDrift(judged, options)?.direction === 'falls'
}

/**
 * Suggests a break if the actor's pace or golden accuracy has clearly drifted. One boolean for both, updated every 25
 * tasks, so that it reveals nothing about any single task.
 */
export async function readRestSuggestion(actor: Actor, slug: string): Promise<RestSuggestion> {
  const { projectId, raterId } = await accessAsRater(actor, slug)
  const step = await getLastStep(projectId, raterId)
  if (step === 0) return { isSuggested: false }
  const [times, known] = await Promise.all([
    findOwnTimes({ projectId, raterId, upTo: step }, timedAssignments),
    findKnownAnswers(projectId, raterId, step),
  ])
  return { isSuggested: hasPaceDrifted(times) || hasAccuracyFallen(known) }
}
