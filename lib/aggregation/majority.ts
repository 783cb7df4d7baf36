import { type AggregationMethod, type ItemAggregation, methodDefaults } from './aggregation-method'
import { requireAnswers, skillOnly, withoutModel } from './vote-shares'
import { answerAt, raterAt, type VoteTable } from './vote-table'

/**
 * Vote shares: for each item, the share of its votes for each answer.
 *
 * Tied answers have equal shares; an argmax takes the first. An item without votes has uniform shares. All raters count
 * equally; a rater's skill is how often the other raters agree, and that of all raters together if no other rater voted
 * on the same items.
 * Shapes: I items, A answers, R raters. Returns posterior Float64Array[I * A], rows sum to 1: shares, not
 *         probabilities.
 * Errors: RangeError if there are no answers.
 * Cost:   O(votes + I · A) time. Deterministic and independent of the order of votes.
 */
export function majority(votes: VoteTable): ItemAggregation {
  requireAnswers(votes)
  const { itemCount, raterCount, answerCount, itemStart } = votes
  const posterior = new Float64Array(itemCount * answerCount)
  const agreement = new Float64Array(raterCount)
  const pairs = new Float64Array(raterCount)
  for (let item = 0; item < itemCount; item++) {
    const base = item * answerCount
    const start = itemStart[item]!
    const end = itemStart[item + 1]!
    for (let index = start; index < end; index++) posterior[base + answerAt(votes, index)]!++
    for (let index = start; index < end && end - start > 1; index++) {
      const rater = raterAt(votes, index)
      agreement[rater]! += (posterior[base + answerAt(votes, index)]! - 1) / (end - start - 1)
      pairs[rater]!++
    }
    for (let answer = 0; answer < answerCount; answer++) {
      posterior[base + answer] = end > start ? posterior[base + answer]! / (end - start) : 1 / answerCount
    }
  }
  const total = (counts: Float64Array) => counts.reduce((sum, count) => sum + count, 0)
  const compared = total(pairs)
  const shared = compared > 0 ? total(agreement) / compared : 0
  return {
    classCount: answerCount,
    posterior,
    raters: skillOnly(
      agreement.map((sum, rater) => (pairs[rater]! > 0 ? sum / pairs[rater]! : shared)),
      'Share of other votes on the same candidates with the same answer.',
    ),
    ...withoutModel,
  }
}

/** `maybeWeight` is the value of a maybe between no (0) and yes (1). */
export type MajorityParameters = { maybeWeight: number }

export const majorityMethod: AggregationMethod<MajorityParameters> = {
  ...methodDefaults,
  name: 'majority',
  title: 'Mean vote',
  describe:
    'The average of the votes; maybe counts half. Needs no golden answers and weights all raters the same. A tie scores exactly 0.5 and is kept at that threshold.',
  source: 'A share of votes; no model.',
  defaults: { maybeWeight: 0.5 },
  run: ({ votes }, { maybeWeight }) => ({
    ...majority(votes),
    score: meanVotes(votes, maybeWeight),
    annotators: [],
    interval: null,
  }),
  ofFile: { run: majority },
}

/** Sums before dividing, so that equal means are equal numbers and ties stay ties. */
function meanVotes(votes: VoteTable, maybeWeight: number): Float64Array {
  const weights = [0, maybeWeight, 1]
  const score = new Float64Array(votes.itemCount)
  for (let item = 0; item < score.length; item++) {
    const start = votes.itemStart[item]!
    const end = votes.itemStart[item + 1]!
    for (let index = start; index < end; index++) score[item]! += weights[answerAt(votes, index)]!
    if (end > start) score[item]! /= end - start
  }
  return score
}
