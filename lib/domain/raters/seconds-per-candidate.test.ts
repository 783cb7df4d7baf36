import { expect, test } from 'vitest'
import { secondsPerCandidate } from './seconds-per-candidate'

test('divides active time by timed votes, so that tasks count in proportion to their candidates', () => {
  expect(secondsPerCandidate({ activeMs: 12_000, timedAnswers: 8 })).toBe(1.5)
  expect(
    secondsPerCandidate([
      { activeMs: 8_000, timedAnswers: 8 },
      { activeMs: 4_000, timedAnswers: 1 },
    ]),
  ).toBeCloseTo(12 / 9)
})

test('is null if nothing was timed', () => {
  expect(secondsPerCandidate([])).toBeNull()
  expect(secondsPerCandidate({ activeMs: 0, timedAnswers: 0 })).toBeNull()
})
