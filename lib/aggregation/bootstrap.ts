import { countDraws } from '@/lib/numeric/bootstrap'
import { quantile } from '@/lib/numeric/quantiles'
import { seededRandom } from '@/lib/numeric/seeded-random'
import { type AggregationInput, CannotAggregate, type ScoreInterval } from './aggregation-method'
import { singleThreadContext } from './kernels'
import { prepareAggregation } from './registry'
import { itemBlocks, type RunBlocks } from './run-context'
import { cellVotes, raterVotes } from './vote-shares'
import type { VoteTable } from './vote-table'

export type BootstrapParameters = { replicates: number; seed: number }

type ReplicateMemory = {
  input: AggregationInput
  method: string
  parameters: object
  seed: number
  itemCount: number
  /** Float32Array[replicates * C], shared; NaN if none of the candidate's raters was drawn. */
  scores: Float32Array
}

type QuantileMemory = {
  itemCount: number
  itemsPerBlock: number
  replicates: number
  scores: Float32Array
  low: Float64Array
  high: Float64Array
}

const maxNumbers = 500_000_000

/** Runs one replicate: draws raters with replacement and runs the method on their votes. */
export function bootstrapReplicate(memory: ReplicateMemory, replicate: number): void {
  const { input, itemCount, scores } = memory
  // Experts, and people who joined but never voted, are not part of the sampled population.
  const votesOfRater = raterVotes(input.votes, cellVotes(input.votes))
  const voters = [...votesOfRater.keys()].filter((rater) => votesOfRater[rater]! > 0)
  const drawn = new Int32Array(voters.length)
  // Each replicate has its own seed, so the result does not depend on which thread runs it or when.
  countDraws(seededRandom((memory.seed + Math.imul(replicate + 1, 0x9e3779b1)) >>> 0), drawn)
  const weights = new Int32Array(input.votes.raterCount)
  for (const [k, rater] of voters.entries()) weights[rater] = drawn[k]!
  const votes = weightedVotes(input.votes, weights)
  const result = prepareAggregation(memory.method, memory.parameters).run({ ...input, votes }, singleThreadContext)
  for (let item = 0; item < itemCount; item++) {
    const isRated = votes.itemStart[item]! < votes.itemStart[item + 1]!
    scores[replicate * itemCount + item] = isRated ? result.score[item]! : Number.NaN
  }
}

/** Computes the 95% intervals of one block of candidates over the replicates. */
export function scoreQuantiles(memory: QuantileMemory, block: number): void {
  const { itemCount, itemsPerBlock, replicates, scores, low, high } = memory
  const ofItem = new Float64Array(replicates)
  for (let item = block * itemsPerBlock; item < Math.min(itemCount, (block + 1) * itemsPerBlock); item++) {
    for (let replicate = 0; replicate < replicates; replicate++)
      ofItem[replicate] = scores[replicate * itemCount + item]!
    // NaN sorts to the end.
    ofItem.sort()
    let drawn = replicates
    while (drawn > 0 && Number.isNaN(ofItem[drawn - 1])) drawn--
    low[item] = drawn > 0 ? quantile(ofItem.subarray(0, drawn), 0.025) : Number.NaN
    high[item] = drawn > 0 ? quantile(ofItem.subarray(0, drawn), 0.975) : Number.NaN
  }
}

/** Returns the votes, with those of rater r repeated weights[r] times. */
function weightedVotes(votes: VoteTable, weights: Int32Array): VoteTable {
  const { itemCount, itemStart, code, answerCount } = votes
  const start = new Int32Array(itemCount + 1)
  let voteCount = 0
  for (let index = 0; index < code.length; index++) voteCount += weights[Math.floor(code[index]! / answerCount)]!
  const drawn = code instanceof Uint16Array ? new Uint16Array(voteCount) : new Uint32Array(voteCount)
  let next = 0
  for (let item = 0; item < itemCount; item++) {
    for (let index = itemStart[item]!; index < itemStart[item + 1]!; index++) {
      for (let turn = weights[Math.floor(code[index]! / answerCount)]!; turn > 0; turn--) drawn[next++] = code[index]!
    }
    start[item + 1] = next
  }
  return { ...votes, voteCount, itemStart: start, code: drawn }
}

/** Throws CannotAggregate if the scores of all replicates would not fit in memory, before anything is computed. */
export function checkReplicates(replicates: number, itemCount: number): void {
  if (replicates * itemCount <= maxNumbers) return
  const most = Math.floor(maxNumbers / itemCount)
  throw new CannotAggregate(
    `The scores of ${itemCount} candidates in ${replicates} bootstrap samples do not fit in memory. Use at most ${most} samples.`,
  )
}

/**
 * Bootstrap over raters: how much each score depends on which raters took part.
 *
 * Each replicate draws as many raters as have voted, with replacement, and reruns the method on their votes.
 * Shapes: C candidates. Returns low and high Float64Array[C], the 2.5% and 97.5% quantiles of the scores over the
 *         replicates in which a rater of the candidate was drawn; NaN if there is none.
 * Errors: CannotAggregate if replicates × candidates exceed 500 million, which would take 2 GB.
 * Cost:   `replicates` runs of the method, spread over the threads of `runBlocks`. Deterministic given the seed.
 */
export function bootstrapScores(
  input: AggregationInput,
  { method, parameters }: { method: string; parameters: object },
  { replicates, seed }: BootstrapParameters,
  runBlocks: RunBlocks,
  onReplicates?: (done: number) => void,
): ScoreInterval {
  const { itemCount } = input.votes
  checkReplicates(replicates, itemCount)
  const scores = new Float32Array(new SharedArrayBuffer(4 * replicates * itemCount))
  const memory: ReplicateMemory = { input, method, parameters, seed, itemCount, scores }
  runBlocks('bootstrap-replicate', memory, replicates, onReplicates)
  const low = new Float64Array(new SharedArrayBuffer(8 * itemCount))
  const high = new Float64Array(new SharedArrayBuffer(8 * itemCount))
  const { itemsPerBlock, blockCount } = itemBlocks(itemCount, 1)
  const ofQuantiles: QuantileMemory = { itemCount, itemsPerBlock, replicates, scores, low, high }
  runBlocks('score-quantiles', ofQuantiles, blockCount)
  return { low, high, replicates, seed }
}
