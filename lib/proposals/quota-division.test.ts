import { expect, test } from 'vitest'
import { classFirstQuota } from './quota-division'

const quotas = (raters: number, share: number, seed = 1) =>
  Array.from({ length: 2_000 }, (_, image) => classFirstQuota(raters, share, { seed, image }))

test('asks all raters the same way at shares 0 and 1, and never more than all in between', () => {
  expect(new Set(quotas(5, 0))).toEqual(new Set([0]))
  expect(new Set(quotas(5, 1))).toEqual(new Set([5]))
  expect(new Set(quotas(5, 0.3))).toEqual(new Set([1, 2]))
  expect(new Set(quotas(1, 0.5))).toEqual(new Set([0, 1]))
})

test('keeps the share over all images, and is deterministic by seed', () => {
  const mean = quotas(5, 0.3).reduce((sum, quota) => sum + quota, 0) / 2_000
  expect(mean).toBeGreaterThan(1.46)
  expect(mean).toBeLessThan(1.54)
  expect(quotas(5, 0.3)).toEqual(quotas(5, 0.3))
  expect(quotas(5, 0.3, 2)).not.toEqual(quotas(5, 0.3))
})
