import { expect, test } from 'vitest'
import { secondsLeft } from './use-time-left'

test('estimates the time left from the pace since the step was first seen', () => {
  const start = { step: 'Running the model', fraction: 0.1, at: 2_000 }
  expect(secondsLeft(start, { ...start, fraction: 0.3, at: 12_000 })).toBeCloseTo(35)
  expect(secondsLeft(start, { ...start, fraction: 0.3, at: 6_900 })).toBeNull()
  expect(secondsLeft(start, { ...start, at: 12_000 })).toBeNull()
})
