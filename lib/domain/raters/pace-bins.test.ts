import { expect, test } from 'vitest'
import { paceBins } from './pace-bins'

test('counts every value once, in a few bins of equal width from zero', () => {
  for (const values of [[0], [3.2, 3.4, 0.7], [0.01, 900], Array.from({ length: 500 }, (_, k) => k / 7)]) {
    const bins = paceBins(values)
    expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(values.length)
    expect(bins[0]!.from).toBe(0)
    expect(bins.length).toBeLessThanOrEqual(24)
    for (const value of values) expect(bins.some(({ from, to }) => from <= value && value < to)).toBe(true)
  }
  expect(paceBins([])).toEqual([])
  expect(paceBins([3.2, 0.7]).map(({ count }) => count)).toEqual([0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1])
})
