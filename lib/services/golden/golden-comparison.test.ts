import { expect, test } from 'vitest'
import { goldenComparison, type JudgedRun } from './golden-comparison'

const judged = (score: number[], threshold = 0.5, changes: Partial<JudgedRun['evaluation']> = {}): JudgedRun => ({
  threshold,
  evaluation: {
    folds: 5,
    seed: 1,
    usesGolden: false,
    candidateId: score.map((_, k) => k + 10),
    imageId: score.map((_, k) => Math.floor(k / 2)),
    truth: score.map((_, k) => (k % 2 === 0 ? 1 : 0)),
    score,
    ...changes,
  },
})

test('counts who is right where the thresholds decide differently', () => {
  // The truth is 1 0 1 0. Run a keeps the first two; run b keeps the first and third at its own threshold.
  const found = goldenComparison(judged([0.9, 0.6, 0.4, 0.1]), judged([0.9, 0.6, 0.8, 0.1], 0.7))
  expect(found).toMatchObject({ candidateCount: 4, imageCount: 2, rightA: 0, rightB: 2 })
  expect(found?.pValue).toBeCloseTo(0.5, 9)
  expect(found?.averagePrecision?.difference).toBeCloseTo(1 - (0.5 + 0.5 * (2 / 3)), 12)
  // Two images are too few for an interval; six are enough.
  expect(found?.averagePrecision?.interval).toBeNull()
  const thrice = (scores: number[]) => [...scores, ...scores, ...scores]
  const six = goldenComparison(judged(thrice([0.9, 0.6, 0.4, 0.1])), judged(thrice([0.9, 0.6, 0.8, 0.1]), 0.7))
  expect(six?.averagePrecision?.interval?.[0]).toBeGreaterThanOrEqual(0)
})

test('finds no difference between a run and itself, without the certainty of an interval', () => {
  const run = judged([0.9, 0.2, 0.7, 0.1])
  expect(goldenComparison(run, run)).toMatchObject({
    rightA: 0,
    rightB: 0,
    pValue: null,
    averagePrecision: { difference: 0, interval: null },
  })
})

test('matches candidates by id and omits those whose truth has changed', () => {
  const a = judged([0.9, 0.2, 0.7, 0.1])
  const b = judged([0.1, 0.7, 0.2, 0.9], 0.5, {
    candidateId: [13, 12, 11, 10],
    imageId: [1, 1, 0, 0],
    truth: [0, 1, 0, 1],
  })
  expect(goldenComparison(a, b)).toMatchObject({ candidateCount: 4, rightA: 0, rightB: 0 })
  b.evaluation.truth[3] = 0
  expect(goldenComparison(a, b)).toMatchObject({ candidateCount: 3 })
})

test('is null without a common golden candidate', () => {
  expect(goldenComparison(judged([0.5]), judged([0.5], 0.5, { candidateId: [99] }))).toBeNull()
})

test('has no average precision without a candidate that holds', () => {
  const run = judged([0.9, 0.1], 0.5, { truth: [0, 0] })
  expect(goldenComparison(run, run)).toMatchObject({ candidateCount: 2, averagePrecision: null })
})
