import { expect, test } from 'vitest'
import { overruledMajorities } from './overruled-majorities'
import { voteTable } from './vote-table'

/** One candidate per list of answers. */
function votesOf(...answers: number[][]) {
  const rows = answers.flatMap((given, item) => given.map((answer, rater) => ({ item, rater, answer })))
  return voteTable({
    ...{ itemCount: answers.length, raterCount: 5, answerCount: 3 },
    item: rows.map(({ item }) => item),
    rater: rows.map(({ rater }) => rater),
    answer: rows.map(({ answer }) => answer),
  })
}

test('counts clear majorities and the decisions against them', () => {
  const votes = votesOf([2, 2, 2, 2, 0], [0, 0, 0, 0, 2], [2, 2, 2, 0, 0], [0, 0, 0], [])
  const found = overruledMajorities(votes, Float64Array.of(0.1, 0.2, 0.1, 0.9, 0.9), 0.5)
  expect(found).toMatchObject({ clear: 3, overruled: 2 })
  expect(found.bound).toBeGreaterThan(0.2)
  expect(found.bound).toBeLessThan(2 / 3)
})

test('counts a maybe as half a yes, and a score at the threshold as kept', () => {
  const votes = votesOf([2, 2, 1], [0, 0, 1], [1, 1, 1])
  expect(overruledMajorities(votes, Float64Array.of(0.5, 0.49, 0.9), 0.5)).toMatchObject({ clear: 2, overruled: 0 })
})

test('skips what experts have settled, and is 0 without a clear majority', () => {
  const votes = votesOf([2, 2, 2], [2, 0])
  expect(overruledMajorities(votes, Float64Array.of(0, 0), 0.5, Uint8Array.of(1, 0))).toEqual({
    ...{ clear: 0, overruled: 0 },
    bound: 0,
  })
})
