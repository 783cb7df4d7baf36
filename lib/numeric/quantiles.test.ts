import { describe, expect, it } from 'vitest'
import { nullIfZeroWidth, percentileInterval, quantile, shownInterval } from './quantiles'

describe('quantile', () => {
  it('equals the default of R and NumPy', () => {
    const values = [1, 2, 4, 8, 16]
    expect([0, 0.1, 0.25, 0.5, 0.9, 1].map((p) => quantile(values, p))).toEqual([1, 1.4, 2, 4, 12.8, 16])
    expect(quantile([3], 0.3)).toBe(3)
  })
  it('refuses an empty list and shares outside 0 to 1', () => {
    expect(() => quantile([], 0.5)).toThrow(RangeError)
    for (const p of [-0.1, 1.1, Number.NaN]) expect(() => quantile([1], p)).toThrow(RangeError)
  })
})

describe('percentileInterval', () => {
  it('cuts the same share from both ends, whatever the order, and does not change the values', () => {
    const values = Float64Array.from({ length: 1_001 }, (_, index) => (index * 5) % 1_001)
    const before = values.slice()
    const [low, high] = percentileInterval(values, 0.95)
    expect(low).toBeCloseTo(25, 9)
    expect(high).toBeCloseTo(975, 9)
    expect(values).toEqual(before)
  })
  it('refuses an empty list, NaN, and a level outside 0 to 1', () => {
    expect(() => percentileInterval(new Float64Array(0), 0.95)).toThrow(RangeError)
    expect(() => percentileInterval(Float64Array.of(1, Number.NaN, 2), 0.95)).toThrow(RangeError)
    for (const level of [0, 1, Number.NaN])
      expect(() => percentileInterval(Float64Array.of(1), level)).toThrow(RangeError)
  })
})

it('replaces an interval without width by null', () => {
  expect(nullIfZeroWidth([1, 1])).toBeNull()
  expect(nullIfZeroWidth(undefined)).toBeNull()
  expect(nullIfZeroWidth([0.9, 1])).toEqual([0.9, 1])
})

it('shows no interval of fewer than five units, or without width', () => {
  expect([2, 4, 5].map((units) => shownInterval([0.9, 1], units))).toEqual([null, null, [0.9, 1]])
  expect(shownInterval([1, 1], 50)).toBeNull()
})
