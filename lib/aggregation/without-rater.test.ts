import { expect, test } from 'vitest'
import type { AggregationInput } from './aggregation-method'
import { voteTable } from './vote-table'
import { inputWithoutRater } from './without-rater'

const columns = { item: [0, 0, 1, 2], rater: [0, 1, 1, 2], answer: [2, 0, 1, 2] }
const input: AggregationInput = {
  votes: voteTable({ itemCount: 3, raterCount: 3, answerCount: 3, ...columns }),
  goldenAnswers: {
    person: Int32Array.of(1, 1, 2),
    candidate: Int32Array.of(0, 1, 0),
    answer: Uint8Array.of(2, 0, 1),
    isExpert: Uint8Array.of(0, 1, 0),
  },
  candidateImage: Int32Array.of(0, 0, 1),
  candidateClass: Int32Array.of(0, 1, 0),
  candidateIsOriginal: Uint8Array.of(1, 0, 1),
}

test('removes the votes and the calibrating answers of a rater, and nothing else', () => {
  const without = inputWithoutRater(input, 1)
  const left = { item: [0, 2], rater: [0, 2], answer: [2, 2] }
  expect(without.votes).toEqual(voteTable({ itemCount: 3, raterCount: 3, answerCount: 3, ...left }))
  expect(Array.from(without.goldenAnswers.candidate)).toEqual([1, 0])
  expect(Array.from(without.goldenAnswers.isExpert)).toEqual([1, 0])
  expect(without.candidateClass).toBe(input.candidateClass)
})

test('does not change its input', () => {
  inputWithoutRater(input, 0)
  expect(input.votes.voteCount).toBe(4)
  expect(input.goldenAnswers.person).toHaveLength(3)
})

test('refuses a rater who is not in the table', () => {
  expect(() => inputWithoutRater(input, 3)).toThrow('Rater 3 is not from 0 to 2')
})
