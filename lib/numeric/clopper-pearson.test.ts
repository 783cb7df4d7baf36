import { describe, expect, it } from 'vitest'
import { lowerBound, upperBound } from './clopper-pearson'

describe('upperBound', () => {
  it.each([
    // By bisection on the exact binomial distribution.
    { successes: 0, total: 10, confidence: 0.95, bound: 0.2588655508930523 },
    { successes: 3, total: 20, confidence: 0.95, bound: 0.3436638043142818 },
    { successes: 20, total: 100, confidence: 0.975, bound: 0.2918426890886282 },
    { successes: 0, total: 5, confidence: 0.5, bound: 0.12944943670387582 },
  ])('is $bound for $successes of $total at $confidence', ({ successes, total, confidence, bound }) => {
    expect(upperBound(successes, total, confidence)).toBeCloseTo(bound, 10)
    expect(lowerBound(total - successes, total, confidence)).toBeCloseTo(1 - bound, 10)
  })

  it('is the closed form where nothing was seen, in large samples too', () => {
    expect(upperBound(0, 1_000_000, 0.95)).toBeCloseTo(1 - 0.05 ** 1e-6, 12)
  })

  it('is 1 where all succeeded', () => {
    expect(upperBound(7, 7, 0.95)).toBe(1)
    expect(lowerBound(0, 7, 0.95)).toBe(0)
  })

  it.each([
    [1, 0, 0.95],
    [3, 2, 0.95],
    [-1, 2, 0.95],
    [1, 2, 1],
  ])('refuses %d of %d at %d', (successes, total, confidence) => {
    expect(() => upperBound(successes, total, confidence)).toThrow(RangeError)
  })
})
