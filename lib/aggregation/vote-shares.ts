import { uncertaintyRemoved } from '@/lib/numeric/information'
import type { ItemAggregation, RaterParameters } from './aggregation-method'
import type { VoteTable } from './vote-table'

/**
 * Computes the share of each answer among the votes of each item; uniform for an item without votes.
 *
 * Shapes: I items, A answers. Returns Float64Array[I * A], row-major; rows sum to 1.
 * Cost:   O(votes + I * A) time. Independent of the order of votes.
 */
export function voteShares({ itemCount, answerCount, itemStart, code }: VoteTable): Float64Array {
  const share = new Float64Array(itemCount * answerCount)
  for (let item = 0; item < itemCount; item++) {
    const start = itemStart[item]!
    const end = itemStart[item + 1]!
    const row = item * answerCount
    for (let index = start; index < end; index++) share[row + (code[index]! % answerCount)]!++
    for (let answer = 0; answer < answerCount; answer++) {
      share[row + answer] = end > start ? share[row + answer]! / (end - start) : 1 / answerCount
    }
  }
  return share
}

/** [raters * answers] how often each rater gave each answer. */
export function cellVotes({ raterCount, answerCount, code }: VoteTable): Float64Array {
  const count = new Float64Array(raterCount * answerCount)
  for (let index = 0; index < code.length; index++) count[code[index]!]!++
  return count
}

/** [raters] how often each rater voted. */
export function raterVotes({ raterCount, answerCount }: VoteTable, ofCell: Float64Array): Float64Array {
  const count = new Float64Array(raterCount)
  for (let cell = 0; cell < ofCell.length; cell++) count[Math.floor(cell / answerCount)]! += ofCell[cell]!
  return count
}

/** Rater parameters of a method without golden answers and confusion matrices. */
export const skillOnly = (skill: Float64Array, skillMeaning: string): RaterParameters => ({
  probability: null,
  skill,
  skillMeaning,
  goldenAnswerCount: new Int32Array(skill.length),
})

export const informationSkillMeaning =
  'Share of the uncertainty about a label that one vote of this rater removes: 0 is none, 1 is all.'

/** Rater parameters of a method with confusion matrices, Float64Array[R * K * A], and the prior of the classes. */
export function skillOfMatrices(
  probability: Float64Array,
  prior: Float64Array,
  goldenAnswerCount: Int32Array,
): RaterParameters {
  const width = probability.length / goldenAnswerCount.length
  const skill = Float64Array.from(goldenAnswerCount, (_, rater) =>
    uncertaintyRemoved(prior, probability, rater * width, width / prior.length),
  )
  return { probability, skill, skillMeaning: informationSkillMeaning, goldenAnswerCount }
}

/** What a method without a model returns besides its shares and raters. */
export const withoutModel = {
  prior: null,
  logLikelihood: null,
  history: [],
  iterations: 0,
  converged: true,
  stopReason: 'This method does not iterate.',
} satisfies Partial<ItemAggregation>

/**
 * [raters] the share of a rater's votes for the answer with the largest `share`. A tie of n answers counts 1 / n for
 * each if `shared`, otherwise 1 for the first. A rater without votes gets the share of all votes.
 */
export function agreementWithMajority(votes: VoteTable, share: Float64Array, ties: 'shared' | 'first'): Float64Array {
  const { itemCount, raterCount, answerCount, itemStart, code } = votes
  const agreed = new Float64Array(raterCount * answerCount)
  let allAgreed = 0
  for (let item = 0; item < itemCount; item++) {
    const row = item * answerCount
    let first = 0
    let tied = 1
    for (let answer = 1; answer < answerCount; answer++) {
      if (share[row + answer]! > share[row + first]!) {
        first = answer
        tied = 1
      } else if (share[row + answer] === share[row + first]) tied++
    }
    const part = ties === 'shared' ? 1 / tied : 1
    for (let index = itemStart[item]!; index < itemStart[item + 1]!; index++) {
      const answer = code[index]! % answerCount
      const isAgreed = ties === 'shared' ? share[row + answer] === share[row + first] : answer === first
      if (!isAgreed) continue
      agreed[code[index]!]! += part
      allAgreed += part
    }
  }
  const count = raterVotes(votes, cellVotes(votes))
  const ofAll = votes.voteCount > 0 ? allAgreed / votes.voteCount : 0
  return raterVotes(votes, agreed).map((sum, rater) => (count[rater]! > 0 ? sum / count[rater]! : ofAll))
}

export function requireAnswers({ answerCount }: VoteTable) {
  if (answerCount < 1) throw new RangeError('There is no answer to choose from: give at least one.')
}

/**
 * Returns the result if a model has nothing to learn: uniform without votes, and the only answer if there is just one.
 * Null if there is something to learn.
 *
 * Errors: RangeError if there are no answers.
 */
export function trivialResult(votes: VoteTable, skill: number, skillMeaning: string): ItemAggregation | null {
  requireAnswers(votes)
  const { itemCount, raterCount, answerCount, voteCount } = votes
  if (voteCount > 0 && answerCount > 1) return null
  return {
    classCount: answerCount,
    posterior: new Float64Array(itemCount * answerCount).fill(1 / answerCount),
    raters: skillOnly(new Float64Array(raterCount).fill(skill), skillMeaning),
    prior: new Float64Array(answerCount).fill(1 / answerCount),
    logLikelihood: 0,
    history: [],
    iterations: 0,
    converged: true,
    stopReason:
      voteCount === 0 ? 'There are no votes to learn from.' : 'There is only one answer, so there is nothing to learn.',
  }
}
