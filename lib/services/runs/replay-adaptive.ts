import type { AggregationInput } from '@/lib/aggregation/aggregation-input'
import { CannotAggregate } from '@/lib/aggregation/aggregation-result'
import { runAllHere } from '@/lib/aggregation/all-kernels'
import { aggregationMethods, prepareAggregation } from '@/lib/aggregation/registry'
import {
  type ReplayAdaptiveInput,
  type ReplayAdaptiveResult,
  replayAdaptiveInput,
} from '@/lib/contracts/runs/replay-adaptive'
import { readAggregationRows } from '@/lib/db/runs/read-aggregation-rows'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'
import type { ProgressHooks } from '@/lib/services/progress'
import { decisionsOf } from '@/lib/stopping/decisions'
import { replay, withShuffledRaters } from '@/lib/stopping/replay'
import { aggregationData } from './aggregation-data'
import { isLikePaper } from './paper-preset'

/**
 * What a number of votes that adapts to each candidate would have saved and changed on the votes that a project has. Writes nothing.
 * AppError `conflict` when there are no votes, or too many on one candidate.
 */
export async function replayAdaptive(
  actor: Actor,
  { slug, ...given }: ReplayAdaptiveInput & { slug: string },
  { onProgress, signal }: ProgressHooks = {},
): Promise<ReplayAdaptiveResult> {
  const { project } = await guardProject(actor, slug, 'admin')
  const rows = await readAggregationRows(project.id, (done, total) => {
    signal?.throwIfAborted()
    onProgress?.('Reading votes', done, total)
  })
  const { input, classOfIndex, originalLabel } = aggregationData(rows)
  const rated = new Set(input.candidateImage)
  const unratedCount = originalLabel.filter((label, image) => label >= 0 && !rated.has(image)).length
  return replayVotes({ input, classCount: classOfIndex.size, unratedCount }, given, { onProgress, signal })
}

/** The same on votes that have been read. */
export function replayVotes(
  { input, classCount, unratedCount }: { input: AggregationInput; classCount: number; unratedCount: number },
  given: ReplayAdaptiveInput,
  { onProgress, signal }: ProgressHooks = {},
): ReplayAdaptiveResult {
  const { seeds, seed: firstSeed, raters, shuffleRaters, ...audit } = replayAdaptiveInput.parse(given)
  if (input.votes.voteCount === 0) throw new CannotAggregate('There are no votes to replay yet.')
  const { decisions, method, threshold } = projectDecisions(input, classCount)
  const replays = Array.from({ length: seeds }, (_, index) => {
    signal?.throwIfAborted()
    onProgress?.('Replaying votes', index, seeds)
    const seed = firstSeed + index
    const used = shuffleRaters ? withShuffledRaters(decisions, seed) : decisions
    const isKept = new Uint8Array(input.votes.itemCount)
    const settings = { ...audit, ratersAre: raters }
    const before = new Uint8Array(input.votes.itemCount)
    const outcome = replay(used, settings, seed, (candidate, kept, byAll) => {
      isKept[candidate] = kept ? 1 : 0
      before[candidate] = byAll ? 1 : 0
    })
    return {
      ...outcome,
      accuracyMoved: shuffleRaters ? null : accuracyMoved(input, unratedCount, isKept, before),
    }
  })
  const moved = replays.flatMap((one) => one.accuracyMoved ?? [])
  return {
    ...{ method, threshold, candidates: input.votes.itemCount, votes: input.votes.voteCount },
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

/** By golden answers where the calibrated method can run, else by EM. */
function projectDecisions(input: AggregationInput, classCount: number) {
  const isCalibrated = prepareAggregation('calibrated', {}).cannotRun(input) === null
  const method = aggregationMethods[isCalibrated ? 'calibrated' : 'dawid-skene']
  const preset = isCalibrated && isLikePaper(input, classCount) ? aggregationMethods.calibrated.presets.real : undefined
  const prepared = prepareAggregation(method.name, preset?.parameters ?? {})
  const context = { runBlocks: runAllHere }
  const result = prepared.run(input, context)
  const threshold = preset?.threshold ?? method.threshold
  return { decisions: decisionsOf(input, { prepared, result, threshold }, context), method: method.name, threshold }
}

/**
 * By how much the accuracy of a model moves at most; null without models. Stopping changes nothing on unrated images; a model
 * may be right on all of them or on none, whichever moves its accuracy more.
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
