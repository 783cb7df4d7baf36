import { describe, expect, it } from 'vitest'
import { lowerShareBound } from './binomial-bound'

describe('lowerShareBound', () => {
  it('gives published bounds', () => {
    // Newcombe (1998), Statist. Med. 17:857-872, table I, method 5, lower ends of 95% intervals.
    for (const [successes, total, low] of [
      [81, 263, 0.2527],
      [15, 148, 0.0578],
      [0, 20, 0],
      [1, 29, 0.0009],
    ] as const)
      expect(lowerShareBound(successes, total, 0.025)).toBeCloseTo(low, 4)
  })
  it('is what makes all successes as unlikely as the error', () => {
    expect(lowerShareBound(100, 100, 1e-6) ** 100).toBeCloseTo(1e-6, 12)
  })
  it('falls with the error', () => {
    expect(lowerShareBound(90, 100, 1e-6)).toBeLessThan(lowerShareBound(90, 100, 1e-3))
    expect(lowerShareBound(90, 100, 1e-3)).toBeLessThan(0.9)
  })
  it('refuses what is no share and no chance', () => {
    for (const [successes, total, error] of [
      [0, 0, 0.1],
      [3, 2, 0.1],
      [1, 2, 0],
      [1, 2, 1],
    ] as const)
      expect(() => lowerShareBound(successes, total, error)).toThrow(RangeError)
  })
})
