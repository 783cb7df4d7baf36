import { describe, expect, it } from 'vitest'
import { scoreOfAnswers } from './candidate-score'
import { majority } from './majority'
import { voteTable } from './vote-table'

const votes = voteTable({
  itemCount: 4,
  raterCount: 3,
  answerCount: 3,
  item: [0, 0, 0, 1, 1, 2],
  rater: [0, 1, 2, 0, 1, 0],
  answer: [2, 1, 0, 2, 0, 1],
})

describe('majority', () => {
  it('is the mean vote, exactly one half for a tie, and zero without votes', () => {
    expect(Array.from(scoreOfAnswers(majority(votes), votes, 0.5).score)).toEqual([0.5, 0.5, 0.5, 0])
  })
  it('counts a maybe by its weight', () => {
    expect(Array.from(scoreOfAnswers(majority(votes), votes, 0).score)).toEqual([1 / 3, 0.5, 0, 0])
  })
  it('has uniform shares for an item without votes', () => {
    expect(Array.from(majority(votes).posterior.subarray(9))).toEqual([1 / 3, 1 / 3, 1 / 3])
  })
  it('gives a rater who shares no items with others the agreement of all raters', () => {
    const few = { itemCount: 3, raterCount: 3, answerCount: 2 }
    const { skill } = majority(
      voteTable({ ...few, item: [0, 0, 1, 1, 2], rater: [0, 1, 0, 1, 2], answer: [1, 1, 1, 0, 1] }),
    ).raters
    expect(Array.from(skill)).toEqual([0.5, 0.5, 0.5])
  })
})
