import { describe, expect, it } from 'vitest'
import { bestLogEase } from './log-ease'

const value = (pull: number, bend: number, mean: number, deviation: number, at: number) =>
  pull * Math.exp(at) - (bend / 2) * Math.exp(2 * at) - (at - mean) ** 2 / (2 * deviation ** 2)

describe('bestLogEase', () => {
  it('is the mean if votes carry no information', () => {
    expect(bestLogEase(0, 0, 1, 1, 3)).toBeCloseTo(1, 6)
  })
  it.each([
    [2, 1, 1, 1],
    [-3, 0.5, 1, 1],
    [40, 0.1, 1, 1],
    [0.5, 200, -1, 2],
    [-100, 30, 1, 0.5],
    [100, 1e-2, 0, 1],
  ])(
    'finds a peak for pull %d, bend %d, mean %d, deviation %d, no worse than its start',
    (pull, bend, mean, deviation) => {
      for (const start of [-3, 0, 1, 4]) {
        const found = bestLogEase(pull, bend, mean, deviation, start)
        const best = value(pull, bend, mean, deviation, found)
        expect(best).toBeGreaterThanOrEqual(value(pull, bend, mean, deviation, start))
        for (const by of [-1e-3, 1e-3]) expect(value(pull, bend, mean, deviation, found + by)).toBeLessThan(best)
      }
    },
  )
})
