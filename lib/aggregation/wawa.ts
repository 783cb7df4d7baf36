import type { MajorityParameters } from '@/lib/aggregation/majority'
import { type AggregationMethod, type ItemAggregation, methodDefaults } from './aggregation-method'
import { scoreOfAnswers } from './candidate-score'
import type { RunContext } from './run-context'
import { agreementWithMajority, requireAnswers, skillOnly, voteShares, withoutModel } from './vote-shares'
import type { VoteTable } from './vote-table'

export type WawaParameters = {
  /**
   * With which of n tied answers a vote agrees: only the first by its index, as in crowd-kit, or each of them by 1 / n,
   * so that the numbering of answers does not matter. The order of votes never does.
   */
  ties: 'first' | 'shared'
}

export const wawaDefaults: WawaParameters = { ties: 'first' }

/**
 * Wawa, worker agreement with aggregate: votes weighted by how often their rater agrees with the majority.
 *
 * skill_r is the share of rater r's votes that go to the answer with most votes; the posterior of item i is, for each
 * answer, the total skill of those who gave it divided by the total skill of all who voted. There is no model: prior
 * and log-likelihood are null, and the posterior is a share, not a probability.
 *
 * Source: Appen's "Wawa" as in crowd-kit (Ustalov, Pavlichenko & Tseitlin 2024, JOSS 9(96):6227). Deviation: none if
 *         ties go to the first answer; ties may be shared instead.
 * Shapes: I items, R raters, A answers, which are the classes. Returns posterior Float64Array[I * A], rows sum to 1.
 * Errors: RangeError if there are no answers. An item without votes has a uniform row; a rater without votes has the
 *         agreement of all votes together. A rater who votes twice on an item counts twice.
 * Cost:   O(votes + I * A) time, in two passes. Deterministic.
 */
export function wawa(votes: VoteTable, { ties }: WawaParameters, _context: RunContext): ItemAggregation {
  requireAnswers(votes)
  const { itemCount, answerCount, itemStart, code } = votes
  const posterior = voteShares(votes)
  const skill = agreementWithMajority(votes, posterior, ties)
  const skillOfCell = new Float64Array(skill.length * answerCount)
  for (let cell = 0; cell < skillOfCell.length; cell++) skillOfCell[cell] = skill[Math.floor(cell / answerCount)]!
  for (let item = 0; item < itemCount; item++) {
    const row = item * answerCount
    if (itemStart[item] === itemStart[item + 1]) continue
    posterior.fill(0, row, row + answerCount)
    let total = 0
    for (let index = itemStart[item]!; index < itemStart[item + 1]!; index++) {
      const weight = skillOfCell[code[index]!]!
      posterior[row + (code[index]! % answerCount)]! += weight
      total += weight
    }
    // The total is above 0, because the raters who gave the answer with most votes agree at least here.
    for (let answer = 0; answer < answerCount; answer++) posterior[row + answer]! /= total
  }
  return {
    classCount: answerCount,
    posterior,
    raters: skillOnly(skill, 'Share of votes that agree with the majority.'),
    ...withoutModel,
  }
}

export const wawaMethod: AggregationMethod<MajorityParameters> = {
  ...methodDefaults,
  name: 'wawa',
  title: 'Wawa',
  describe:
    'Weights each vote by how often its rater agrees with the majority. Fast and without a model; scores are weighted shares, not probabilities.',
  source: 'Worker Agreement With Aggregate, Appen; as in crowd-kit.',
  defaults: { maybeWeight: 0.5 },
  run: ({ votes }, { maybeWeight }, context) => scoreOfAnswers(wawa(votes, wawaDefaults, context), votes, maybeWeight),
  ofFile: { run: (votes, _, context) => wawa(votes, wawaDefaults, context) },
}
