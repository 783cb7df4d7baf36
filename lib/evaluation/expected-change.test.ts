import { expect, test } from 'vitest'
import { expectedChange } from './expected-change'

const pair = { score: 0.7, threshold: 0.8, experts: null, labelCount: 2 }

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
