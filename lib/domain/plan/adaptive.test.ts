import { expect, test } from 'vitest'
import { adaptiveObstacle, canProveLimit, drawnShares, minAudited, minShare } from './adaptive'

test('computes the number of unchanged labels that proves a limit', () => {
  expect(minAudited(0.002)).toBe(1497)
  expect((1 - 0.002) ** 1497).toBeLessThanOrEqual(0.05)
  expect((1 - 0.002) ** 1496).toBeGreaterThan(0.05)
})

test('draws a larger share of fewer labels, up to a maximum', () => {
  expect(drawnShares(null, 1_000)).toEqual({ learnShare: 0, auditShare: 0 })
  expect(drawnShares(0.002, 185_000)).toEqual({ learnShare: 0.04, auditShare: 0.08 })
  expect(drawnShares(0.002, 10_000).auditShare).toBeCloseTo((1.3 * 1497) / 10_000, 12)
  expect(drawnShares(0.002, 1_000).auditShare).toBe(0.3)
  expect(canProveLimit(0.002, 10_000)).toBe(true)
  expect(canProveLimit(0.002, 4_000)).toBe(false)
  expect(canProveLimit(null, 10)).toBe(true)
})

test('spends at least the minimum on every label and the maximum on drawn ones', () => {
  expect(minShare({ minimum: 2, limit: null }, 5, 1_000)).toBeCloseTo(0.4, 12)
  expect(minShare({ minimum: 2, limit: 0.002 }, 5, 185_000)).toBeCloseTo(0.12 + 0.88 * 0.4, 12)
  expect(minShare({ minimum: 2, limit: 0.002 }, 5, 1_000)).toBeCloseTo(0.4, 12)
})

test('rejects settings that cannot be combined with adaptive votes', () => {
  const adaptive = { minimum: 2, limit: null }
  expect(adaptiveObstacle({ adaptive: null, ratersPerTask: 100, classShare: 1 })).toBeNull()
  expect(adaptiveObstacle({ adaptive, ratersPerTask: 5, classShare: 0 })).toBeNull()
  expect(adaptiveObstacle({ adaptive, ratersPerTask: 5, classShare: 0.5 })).toMatch(/Image first/)
  expect(adaptiveObstacle({ adaptive, ratersPerTask: 2, classShare: 0 })).toMatch(/below the maximum/)
  expect(adaptiveObstacle({ adaptive, ratersPerTask: 10, classShare: 0 })).toMatch(/At most 9/)
})
