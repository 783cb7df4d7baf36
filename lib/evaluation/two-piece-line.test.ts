import { describe, expect, it } from 'vitest'
import { seededRandom } from '@/lib/numeric/seeded-random'
import { twoPieceLine } from './two-piece-line'

const resampling = { replicates: 200, seed: 1 }

/** Two lines that meet at `breakAt`, with reproducible noise. */
function planted(count: number, breakAt: number, noise: number) {
  const random = seededRandom(4)
  const x = Float64Array.from({ length: count }, () => 0.5 + 0.4 * random())
  const y = x.map((index) => {
    const slope = index < breakAt ? 0.9 : 0.4
    return 0.8 + slope * (index - breakAt) + noise * (random() - 0.5)
  })
  return { x, y }
}

describe('twoPieceLine', () => {
  it('fits the points on either side separately, worked by hand', () => {
    const points = { x: [0, 1, 2, 10, 11, 12], y: [0, 2, 4, 5, 4, 6] }
    const { atGiven } = twoPieceLine(points, 5, resampling)
    expect(atGiven.below).toMatchObject({ count: 3 })
    expect(atGiven.below?.slope).toBeCloseTo(2, 12)
    expect(atGiven.below?.intercept).toBeCloseTo(0, 12)
    expect(atGiven.above?.slope).toBeCloseTo(0.5, 12)
    expect(atGiven.above?.intercept).toBeCloseTo(5 - 0.5 * 11, 10)
  })

  it('assigns a point at the break to the second line', () => {
    const { atGiven } = twoPieceLine({ x: [1, 2, 3, 4], y: [1, 2, 3, 4] }, 3, resampling)
    expect([atGiven.below?.count, atGiven.above?.count]).toEqual([2, 2])
  })

  it('recovers a planted break and slopes within its intervals', () => {
    const { estimated } = twoPieceLine(planted(600, 0.75, 0.01), 0.6, resampling)
    expect(estimated?.breakAt).toBeCloseTo(0.75, 1)
    expect(estimated?.below?.slope).toBeCloseTo(0.9, 1)
    expect(estimated?.above?.slope).toBeCloseTo(0.4, 1)
    const [low, high] = estimated?.breakInterval ?? [1, 0]
    expect(low).toBeLessThan(0.755)
    expect(high).toBeGreaterThan(0.745)
    expect(high - low).toBeLessThan(0.05)
  })

  it('has no line through points at one position, and no break with few points', () => {
    const found = twoPieceLine({ x: [1, 1, 1], y: [1, 2, 3] }, 5, resampling)
    expect(found.atGiven).toMatchObject({ below: null, above: null, residual: null })
    expect(found.estimated).toBeNull()
    expect(twoPieceLine({ x: [], y: [] }, 5, resampling).estimated).toBeNull()
  })

  it('does not depend on the order of the points, and is deterministic by seed', () => {
    const points = planted(80, 0.7, 0.02)
    const turned = { x: points.x.toReversed(), y: points.y.toReversed() }
    expect(twoPieceLine(turned, 0.7, resampling)).toEqual(twoPieceLine(points, 0.7, resampling))
  })

  it('refuses points that are incomplete or not finite', () => {
    expect(() => twoPieceLine({ x: [1], y: [] }, 1, resampling)).toThrow(RangeError)
    expect(() => twoPieceLine({ x: [1], y: [Number.NaN] }, 1, resampling)).toThrow(RangeError)
  })
})
