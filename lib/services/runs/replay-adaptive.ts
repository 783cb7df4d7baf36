import { type AggregationInput, CannotAggregate } from '@/lib/aggregation/aggregation-method'
import { runAllInThisThread } from '@/lib/aggregation/all-kernels'
import { aggregationMethods, prepareAggregation } from '@/lib/aggregation/registry'
import type { AdaptiveVotes } from '@/lib/contracts/plan/adaptive-batch'
import {
  type ReplayAdaptiveInput,
  type ReplayAdaptiveResult,
  replayAdaptiveInput,
} from '@/lib/contracts/runs/replay-adaptive'
import { readAggregationRows } from '@/lib/db/runs/read-aggregation-rows'
import type { Actor } from '@/lib/domain/permissions'
import { drawnShares, maxAdaptiveVotes } from '@/lib/domain/plan/adaptive'
import { guardProject } from '@/lib/services/access/guard-project'
import { type ComputedBy, runInThisThread } from '@/lib/services/compute'
import { type ProgressHooks, stepProgress } from '@/lib/services/progress'
import { decisionsOf } from '@/lib/stopping/decisions'
import { replay, withShuffledRaters } from '@/lib/stopping/replay'
import { aggregationData, isLikePaper } from './aggregation-data'

/**
 * Measures on a project's votes how many of them adaptive stopping would have saved and which decisions it would have
 * changed. Writes nothing. Throws AppError `conflict` if there are no votes, or too many on one candidate.
 */
export async function replayAdaptive(
  actor: Actor,
  { slug, ...given }: ReplayAdaptiveInput & { slug: string },
  { onProgress, signal, compute = runInThisThread(replayVotes) }: ReplayHooks = {},
): Promise<ReplayAdaptiveResult> {
  const { projectId } = await guardProject(actor, slug, 'admin')
  const rows = await readAggregationRows(projectId, stepProgress({ onProgress, signal }, 'Reading votes'))
  const { input, classOfIndex, originalLabel } = aggregationData(rows)
  const rated = new Set(input.candidateImage)
  const unratedCount = originalLabel.filter((label, image) => label >= 0 && !rated.has(image)).length
  return compute({ input, classCount: classOfIndex.size, unratedCount, given }, { onProgress, signal })
}

type ReplayHooks = ProgressHooks & ComputedBy<typeof replayVotes>

/** Number of random orders whose mean the plan page shows. */
const planOrders = 5

/** Replays the project's votes with the settings of a plan. As in a batch, it is not known who votes next. */
export function replayPlan(
  actor: Actor,
  { slug, minimum, limit }: AdaptiveVotes & { slug: string },
  hooks: ReplayHooks = {},
): Promise<ReplayAdaptiveResult> {
  const input = { minimum, ...(limit !== null && { limit }), seeds: planOrders, raters: 'unknown' as const }
  return replayAdaptive(actor, { slug, ...input }, hooks)
}

interface ReplayRequest {
  input: AggregationInput
  classCount: number
  unratedCount: number
  given: ReplayAdaptiveInput
}

/** Throws CannotAggregate if no candidate has more votes than the minimum, or one has too many to replay. */
function countReplayed({ itemStart, itemCount }: AggregationInput['votes'], minimum: number): number {
  const counts = Array.from({ length: itemCount }, (_, item) => itemStart[item + 1]! - itemStart[item]!)
  const most = counts.reduce((largest, count) => Math.max(largest, count), 0)
  if (most <= minimum)
    throw new CannotAggregate(
      `No candidate has more than ${minimum} ${minimum === 1 ? 'vote' : 'votes'}, so there is nothing to save. Collect more votes, or lower the minimum.`,
    )
  if (most > maxAdaptiveVotes)
    throw new CannotAggregate(
      `A candidate has ${most} votes. Votes can be replayed where there are at most ${maxAdaptiveVotes} on each.`,
    )
  return counts.filter((count) => count > minimum).length
}

/** Like `replayAdaptive`, on votes that have been read. */
export function replayVotes(
  { input, classCount, unratedCount, given }: ReplayRequest,
  { onProgress }: Pick<ProgressHooks, 'onProgress'> = {},
): ReplayAdaptiveResult {
  const { seeds, seed: firstSeed, raters, shuffleRaters, ...audit } = replayAdaptiveInput.parse(given)
  const drawn = drawnShares(audit.limit, countReplayed(input.votes, audit.minimum))
  const { learnShare = drawn.learnShare, auditShare = drawn.auditShare } = audit
  const { decisions, method, threshold } = projectDecisions(input, classCount)
  // These counts are the same in every order.
  let replayed = { candidates: 0, votes: 0 }
  const replays = Array.from({ length: seeds }, (_, index) => {
    onProgress?.('Replaying votes', index, seeds)
    const seed = firstSeed + index
    const used = shuffleRaters ? withShuffledRaters(decisions, seed) : decisions
    const isKept = new Uint8Array(input.votes.itemCount)
    const settings = { ...audit, learnShare, auditShare, ratersAre: raters }
    const before = new Uint8Array(input.votes.itemCount)
    const { candidates, votes, ...outcome } = replay(used, settings, seed, (candidate, kept, byAll) => {
      isKept[candidate] = kept ? 1 : 0
      before[candidate] = byAll ? 1 : 0
    })
    replayed = { candidates, votes }
    return {
      ...outcome,
      accuracyMoved: shuffleRaters ? null : accuracyMoved(input, unratedCount, isKept, before),
    }
  })
  const moved = replays.flatMap((one) => one.accuracyMoved ?? [])
  return {
    ...{ method, threshold, ...replayed },
    ...{ limit: audit.limit, confidence: audit.confidence },
    losslessSaved: summaryOf(replays.map((one) => one.losslessSaved)),
    losslessChanged: replays.reduce((sum, one) => sum + one.losslessChanged, 0),
    saved: summaryOf(replays.map((one) => one.saved)),
    bestSaved: summaryOf(replays.map((one) => one.bestSaved)),
    changedShare: summaryOf(replays.map((one) => one.changedShare)),
    lost: summaryOf(replays.map((one) => one.lost)),
    accuracyMoved: moved.length > 0 ? summaryOf(moved) : null,
    limitBroken: replays.filter((one) => one.isLimitBroken).length,
    replays,
  }
}

/** Decides by golden answers if the calibrated method can run, else by EM. */
function projectDecisions(input: AggregationInput, classCount: number) {
  const isCalibrated = prepareAggregation('calibrated', {}).cannotRun(input) === null
  const method = aggregationMethods[isCalibrated ? 'calibrated' : 'dawid-skene']
  const preset = isCalibrated && isLikePaper(input, classCount) ? aggregationMethods.calibrated.presets.real : undefined
  const prepared = prepareAggregation(method.name, preset?.parameters ?? {})
  const context = { runBlocks: runAllInThisThread }
  const result = prepared.run(input, context)
  const threshold = preset?.threshold ?? method.threshold
  return { decisions: decisionsOf(input, { prepared, result, threshold }, context), method: method.name, threshold }
}

/**
 * Returns the largest possible change of a model's accuracy; null without models. Stopping changes nothing on unrated
 * images, on all of which the model may be right, or on none.
 */
function accuracyMoved(
  { candidateImage, models }: AggregationInput,
  unratedCount: number,
  isKept: Uint8Array,
  before: Uint8Array,
) {
  if (!models || models.length === 0) return null
  const count = (kept: Uint8Array, isTop1: Uint8Array) => {
    const labelled = new Set<number>()
    const right = new Set<number>()
    for (let candidate = 0; candidate < kept.length; candidate++) {
      if (kept[candidate] === 0) continue
      labelled.add(candidateImage[candidate]!)
      if (isTop1[candidate] === 1) right.add(candidateImage[candidate]!)
    }
    return { labelled: labelled.size, right: right.size }
  }
  const moved = models.flatMap(({ isTop1 }) => {
    const after = count(isKept, isTop1)
    const full = count(before, isTop1)
    const accuracy = ({ labelled, right }: typeof full, rightUnrated: number) =>
      (right + rightUnrated) / Math.max(1, labelled + unratedCount)
    return [0, unratedCount].map((right) => Math.abs(accuracy(after, right) - accuracy(full, right)))
  })
  return Math.max(...moved)
}

function summaryOf(values: number[]) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return { mean, least: Math.min(...values), most: Math.max(...values) }
}
