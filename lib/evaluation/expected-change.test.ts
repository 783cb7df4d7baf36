import { expect, test } from 'vitest'
import { calibratedScore } from './calibration-map'
import { changeableScoreRange, expectedChange as changeOf, type OpenPair } from './expected-change'

const pair = { score: 0.7, threshold: 0.8, experts: null, labelCount: 2 }
const expectedChange = (given: Omit<OpenPair, 'probability'>) => changeOf({ ...given, probability: given.score })

test('uses the probability for a dropped label, and its complement for a kept one', () => {
  expect(expectedChange(pair).change).toBeCloseTo(0.7, 12)
  expect(expectedChange({ ...pair, score: 0.9 }).change).toBeCloseTo(0.1, 12)
  expect(expectedChange({ ...pair, score: 0.8 }).change).toBeCloseTo(0.2, 12)
})

test('is 0 for a label that is certain to be on its side of the threshold', () => {
  expect(expectedChange({ ...pair, score: 0 }).change).toBe(0)
  expect(expectedChange({ ...pair, score: 1 }).change).toBe(0)
})

test("uses the experts' share of yes instead of the score if experts disagree", () => {
  expect(expectedChange({ ...pair, score: 0.99, experts: { asked: 5, yes: 2 } }).change).toBeCloseTo(1 - 3 / 7, 12)
  expect(expectedChange({ ...pair, score: 0.01, experts: { asked: 2, yes: 1 } }).change).toBeCloseTo(0.5, 12)
})

test('doubles the gain of a label that decides whether the image has any', () => {
  expect(expectedChange({ ...pair, labelCount: 0 }).gain).toBeCloseTo(1.4, 12)
  expect(expectedChange({ ...pair, labelCount: 1 }).gain).toBeCloseTo(0.7, 12)
  expect(expectedChange({ ...pair, score: 0.9, labelCount: 1 }).gain).toBeCloseTo(0.2, 12)
  expect(expectedChange({ ...pair, score: 0.9, labelCount: 2 }).gain).toBeCloseTo(0.1, 12)
})

test('uses the calibrated probability of a label that its score keeps or drops', () => {
  expect(changeOf({ ...pair, probability: 0.3 }).change).toBeCloseTo(0.3, 12)
  expect(changeOf({ ...pair, score: 0.95, probability: 0.6 }).change).toBeCloseTo(0.4, 12)
})

test('gives the scores between which a label may change, by their calibration', () => {
  expect(changeableScoreRange(null, 0.05).from).toBeCloseTo(0.05, 12)
  expect(changeableScoreRange(null, 0.05).to).toBeCloseTo(0.95, 12)
  const map = { kind: 'logistic' as const, limit: 30, intercept: -1, slope: 0.4 }
  expect(changeableScoreRange(map, 0)).toEqual({ from: 0, to: 1 })
  const { from, to } = changeableScoreRange(map, 0.05)
  expect(calibratedScore(map, from)).toBeCloseTo(0.05, 9)
  expect(calibratedScore(map, to)).toBeCloseTo(0.95, 9)
  expect(to).toBeGreaterThan(0.999)
  // Not even the highest score is certain.
  expect(changeableScoreRange({ ...map, slope: 0.05 }, 0.05)).toEqual({ from: 0, to: 1 })
})
