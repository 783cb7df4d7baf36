import { expect, test } from 'vitest'
import { maxWindows, minTasks, paceBins, paceBounds, secondsPerCandidate } from './pace'

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

test('splits tasks into a limited number of consecutive windows of sufficient size', () => {
  for (const tasks of [1, 9, 10, 19, 20, 137, 5_000]) {
    const bounds = paceBounds(tasks)
    expect([bounds[0], bounds.at(-1)]).toEqual([0, tasks])
    expect(bounds.length - 1).toBeLessThanOrEqual(maxWindows)
    const sizes = bounds.slice(1).map((bound, index) => bound - bounds[index]!)
    if (tasks >= minTasks) expect(Math.min(...sizes)).toBeGreaterThanOrEqual(minTasks)
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1)
  }
  expect(paceBounds(0)).toEqual([])
})

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
