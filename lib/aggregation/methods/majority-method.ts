import { type AggregationMethod, ordinary } from '../aggregation-method'
import { majority } from '../majority'
import { answerAt, type VoteTable } from '../vote-table'

/** `maybeWeight` is what a maybe counts between no (0) and yes (1). */
export type MajorityParameters = { maybeWeight: number }

export const majorityMethod: AggregationMethod<MajorityParameters> = {
  ...ordinary,
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

/** Sums before it divides, so that equal means are equal numbers and ties stay ties. */
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
