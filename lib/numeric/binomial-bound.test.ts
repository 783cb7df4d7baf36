import { describe, expect, it } from 'vitest'
import { lowerShareBound, upperShareBound } from './binomial-bound'

describe('lowerShareBound', () => {
  it('matches published bounds', () => {
    // Newcombe (1998), Statist. Med. 17:857-872, table I, method 5, lower ends of 95% intervals.
    for (const [successes, total, low] of [
      [81, 263, 0.2527],
      [15, 148, 0.0578],
      [0, 20, 0],
      [1, 29, 0.0009],
    ] as const)
      expect(lowerShareBound(successes, total, 0.025)).toBeCloseTo(low, 4)
  })
  it('makes all successes as unlikely as the error', () => {
    expect(lowerShareBound(100, 100, 1e-6) ** 100).toBeCloseTo(1e-6, 12)
  })
  it('falls with the error', () => {
    expect(lowerShareBound(90, 100, 1e-6)).toBeLessThan(lowerShareBound(90, 100, 1e-3))
    expect(lowerShareBound(90, 100, 1e-3)).toBeLessThan(0.9)
  })
  it('refuses invalid counts and probabilities', () => {
    for (const [successes, total, error] of [
      [0, 0, 0.1],
      [3, 2, 0.1],
      [1, 2, 0],
      [1, 2, 1],
    ] as const)
      expect(() => lowerShareBound(successes, total, error)).toThrow(RangeError)
  })
})

describe('upperShareBound', () => {
  it.each([
    // By bisection on the exact binomial distribution.
    { successes: 0, total: 10, error: 0.05, bound: 0.2588655508930523 },
    { successes: 3, total: 20, error: 0.05, bound: 0.3436638043142818 },
    { successes: 20, total: 100, error: 0.025, bound: 0.2918426890886282 },
  ])('is $bound for $successes of $total', ({ successes, total, error, bound }) => {
    expect(upperShareBound(successes, total, error)).toBeCloseTo(bound, 8)
  })
  it('is 1 if all succeeded', () => {
    expect(upperShareBound(7, 7, 0.05)).toBe(1)
  })
})
