import { describe, expect, it } from 'vitest'
import { cohenKappa } from './cohen-kappa'

describe('cohenKappa', () => {
  it('matches the published values, unweighted and weighted', () => {
    expect(cohenKappa([20, 5, 10, 15], 2)).toBeCloseTo(0.4, 12)
    const table = [0, 4, 1, 0, 8, 0, 0, 1, 5]
    expect(cohenKappa(table, 3)).toBeCloseTo(0.484163, 6)
    expect(cohenKappa(table, 3, 'linear')).toBeCloseTo(0.47012, 6)
    // The source prints the quadratic value as .450162; computed by hand it is 1 - 9 * 19 / 311.
    expect(cohenKappa(table, 3, 'quadratic')).toBeCloseTo(140 / 311, 12)
  })
  it('is 1 for perfect agreement and 0 if one rater always gives the same answer', () => {
    expect(cohenKappa([3, 0, 0, 4], 2)).toBe(1)
    expect(cohenKappa([3, 0, 4, 0], 2)).toBe(0)
  })
  it('is null for an empty table and if both always gave the same single answer', () => {
    for (const weights of ['none', 'linear', 'quadratic'] as const) {
      expect(cohenKappa([0, 0, 0, 0], 2, weights)).toBeNull()
      expect(cohenKappa([0, 0, 0, 9], 2, weights)).toBeNull()
      expect(cohenKappa([], 0, weights)).toBeNull()
    }
  })
  it('rejects a table of another size', () => {
    expect(() => cohenKappa([1, 2, 3], 2)).toThrow(RangeError)
  })
})
