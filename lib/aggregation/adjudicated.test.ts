import { expect, test } from 'vitest'
import { adjudicatedTruth, withAdjudicated } from './adjudicated'
import { runAllHere } from './all-kernels'
import { aggregationMethods, prepareAggregation } from './registry'
import { voteTable } from './vote-table'

const said = { candidate: Int32Array.of(1, 3, 2), answer: Uint8Array.of(2, 0, 1) }

// Five raters on four candidates, of which the first is left alone.
const votes = voteTable({
  itemCount: 4,
  raterCount: 5,
  answerCount: 3,
  item: Array.from({ length: 20 }, (_, k) => Math.floor(k / 5)),
  rater: Array.from({ length: 20 }, (_, k) => k % 5),
  answer: [2, 2, 2, 0, 1, 0, 0, 1, 0, 2, 2, 1, 1, 2, 0, 2, 2, 2, 2, 1],
})
const golden = { person: [5, 6, 5, 0, 1, 0], candidate: [0, 0, 3, 0, 0, 3], answer: [2, 2, 0, 2, 1, 0] }
const input = {
  votes: { ...votes, raterCount: 7 },
  goldenAnswers: {
    person: Int32Array.from(golden.person),
    candidate: Int32Array.from(golden.candidate),
    answer: Uint8Array.from(golden.answer),
    isExpert: Uint8Array.of(1, 1, 1, 0, 0, 0),
  },
  candidateImage: Int32Array.of(0, 0, 1, 1),
  candidateClass: Int32Array.of(0, 1, 0, 1),
  candidateIsOriginal: Uint8Array.of(1, 0, 1, 0),
}

test('only a yes holds, and who was not looked at stays open', () => {
  expect(Array.from(adjudicatedTruth(said, 4))).toEqual([-1, 1, 0, 0])
})

test.each(Object.keys(aggregationMethods))('%s: what was adjudicated is true, and no other score moves', (method) => {
  const result = prepareAggregation(method, {}).run(input, { runBlocks: runAllHere })
  const bounds = { low: Float64Array.of(0, 0, 0, 0), high: Float64Array.of(1, 1, 1, 1), replicates: 1, seed: 1 }
  const fixed = withAdjudicated({ ...result, interval: bounds }, said)
  expect(Array.from(fixed.score)).toEqual([result.score[0], 1, 0, 0])
  const K = result.classCount
  for (let item = 0; item < 4; item++) {
    const row = Array.from(fixed.posterior.subarray(item * K, (item + 1) * K))
    expect(row.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12)
    if (item > 0) expect(Math.max(...row)).toBe(1)
  }
  expect(Array.from(fixed.posterior.subarray(0, K))).toEqual(Array.from(result.posterior.subarray(0, K)))
  expect(fixed.interval?.low).toEqual(Float64Array.of(0, Number.NaN, Number.NaN, Number.NaN))
  expect(fixed.raters).toBe(result.raters)
  expect(fixed.annotators).toBe(result.annotators)
})

test('nothing adjudicated gives back the very same result', () => {
  const result = prepareAggregation('majority', {}).run(input, { runBlocks: runAllHere })
  expect(withAdjudicated(result, undefined)).toBe(result)
  expect(withAdjudicated(result, { candidate: Int32Array.of(), answer: Uint8Array.of() })).toBe(result)
})
