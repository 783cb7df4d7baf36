import { expect, test } from 'vitest'
import { secondsLeft, startOf } from './use-time-left'

test('estimates the time left from the pace since the step was first seen', () => {
  const start = { step: 'Running the model', fraction: 0.1, at: 2_000 }
  expect(secondsLeft(start, { ...start, fraction: 0.3, at: 12_000 })).toBeCloseTo(35)
  expect(secondsLeft(start, { ...start, fraction: 0.3, at: 6_900 })).toBeNull()
  expect(secondsLeft(start, { ...start, at: 12_000 })).toBeNull()
})

test('measures the pace from the first progress of a step, not from its start', () => {
  const loading = { step: 'Running the model', fraction: 0, at: 2_000 }
  const first = { ...loading, fraction: 0.1, at: 22_000 }
  const later = { ...first, fraction: 0.3, at: 32_000 }
  const next = { step: 'Writing', fraction: 0.5, at: 40_000 }
  expect(startOf(null, loading)).toBe(loading)
  expect(startOf(loading, first)).toBe(first)
  expect(startOf(first, later)).toBe(first)
  expect(startOf(first, next)).toBe(next)
  expect(startOf(first, null)).toBeNull()
})
