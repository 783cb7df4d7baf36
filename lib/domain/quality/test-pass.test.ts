import { expect, test } from 'vitest'
import { isTestPassed, passChance } from './test-pass'

const kind = (count: number, right: number) => ({ count, right })

test('requires both marks, and labels of both kinds', () => {
  expect(isTestPassed(kind(20, 14), kind(40, 28), 0.7)).toBe(true)
  expect(isTestPassed(kind(20, 13.5), kind(40, 40), 0.7)).toBe(false)
  expect(isTestPassed(kind(20, 20), kind(40, 27.5), 0.7)).toBe(false)
  expect(isTestPassed(kind(0, 0), kind(40, 40), 0.7)).toBe(false)
  expect(isTestPassed(kind(20, 20), kind(0, 0), 0.7)).toBe(false)
  // 0.55 × 20 is slightly above 11 in binary floating point.
  expect(isTestPassed(kind(20, 11), kind(20, 11), 0.55)).toBe(true)
})

test('computes the probability of passing', () => {
  const two = { holds: 2, holdsNot: 1, passMark: 0.5 }
  // At least one of two, and one of one.
  expect(passChance(two, { holds: 0.8, holdsNot: 0.9 })).toBeCloseTo((1 - 0.04) * 0.9, 12)
  const usual = { holds: 20, holdsNot: 40, passMark: 0.7 }
  expect(passChance(usual, { holds: 0, holdsNot: 1 })).toBe(0)
  expect(passChance(usual, { holds: 1, holdsNot: 0 })).toBe(0)
  // Binomial tables: at least 14 of 20 with 0.85 is 0.9781; at least 28 of 40 is 0.9943.
  expect(passChance(usual, { holds: 0.85, holdsNot: 1 })).toBeCloseTo(0.9781, 3)
  expect(passChance({ ...usual, holds: 0 }, { holds: 1, holdsNot: 1 })).toBe(0)
})
