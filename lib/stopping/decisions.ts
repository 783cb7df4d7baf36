import { type AggregationInput, type AggregationResult, CannotAggregate } from '@/lib/aggregation/aggregation-method'
import type { PreparedRun } from '@/lib/aggregation/registry'
import type { RunContext } from '@/lib/aggregation/run-context'
import type { VoteTable } from '@/lib/aggregation/vote-table'
import { logit } from '@/lib/numeric/logistic'

/** What determines each decision: evidence before any vote, the evidence of every rater's answers, and a threshold. */
export type Decisions = {
  votes: VoteTable
  /** [C] position of the candidate's image. */
  candidateImage: Int32Array
  /** [C] class index of the candidate. */
  candidateClass: Int32Array
  /** [C] 1 if the candidate's class is the original label of its image. */
  candidateIsOriginal: Uint8Array
  /** Float64Array[C]: log-odds before any vote. */
  baseLogOdds: Float64Array
  /** Float64Array[R * 2 * A], row-major: P(answer | the label does not hold), then P(answer | it holds), by rater. */
  probability: Float64Array
  /** Log-odds at or above which a label is kept. */
  threshold: number
}

/**
 * Returns the decisions of a method with a matrix of two hidden classes for each rater.
 *
 * The method's score of candidates without votes is their evidence before any vote; all other evidence comes from
 * votes.
 * Errors: CannotAggregate for a method without such matrices; RangeError unless 0 < threshold < 1.
 */
export function decisionsOf(
  input: AggregationInput,
  { prepared, result, threshold }: { prepared: PreparedRun; result: AggregationResult; threshold: number },
  context: RunContext,
): Decisions {
  const { probability } = result.raters
  if (!probability || result.classCount !== 2) {
    throw new CannotAggregate(
      `Stopping early needs a method with one matrix for each rater, such as calibrated; ${prepared.method} has none.`,
    )
  }
  if (!(threshold > 0 && threshold < 1)) throw new RangeError(`The threshold ${threshold} is not within 0 and 1`)
  const { candidateImage, candidateClass, candidateIsOriginal, votes } = input
  return {
    ...{ votes, candidateImage, candidateClass, candidateIsOriginal, probability },
    baseLogOdds: logOddsWithoutVotes(input, prepared, result, context),
    threshold: logit(threshold),
  }
}

function logOddsWithoutVotes(
  input: AggregationInput,
  prepared: PreparedRun,
  { prior }: AggregationResult,
  context: RunContext,
): Float64Array {
  const { itemCount } = input.votes
  // EM would learn other matrices without votes, and its prior is all it knows about a candidate before them.
  if (prepared.method !== 'calibrated') return new Float64Array(itemCount).fill(logit(prior![1]!))
  const { itemStart } = input.votes
  const votes = {
    ...input.votes,
    ...{ voteCount: 0, itemStart: new Int32Array(itemCount + 1), code: new Uint16Array(0) },
  }
  // The method bases its prior on golden candidates with votes, which it cannot tell from others once votes are gone.
  const isChosen = Uint8Array.from({ length: itemCount }, (_, item) =>
    input.isChosen?.[item] === 1 || itemStart[item] === itemStart[item + 1] ? 1 : 0,
  )
  return prepared.run({ ...input, votes, isChosen }, context).score.map(logit)
}

/** Returns the evidence of an answer for the label, in nats. `code` is rater × answers + answer. */
export function evidenceOf({ probability, votes: { answerCount } }: Decisions, code: number): number {
  const cell = Math.floor(code / answerCount) * 2 * answerCount + (code % answerCount)
  return Math.log(probability[cell + answerCount]! / probability[cell]!)
}
