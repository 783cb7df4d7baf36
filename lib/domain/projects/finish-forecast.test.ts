import { describe, expect, test } from 'vitest'
import { type ForecastInput, finishForecast, periodsLeft } from './finish-forecast'

const hour = 3_600_000
const day = 24 * hour
const now = Date.UTC(2026, 10, 25, 12, 30)
const input = (change: Partial<ForecastInput>): ForecastInput => ({
  ...{ now, remaining: 1_000, hours: [], isPaused: false },
  ...change,
})
/** Votes in the hour that started this many whole hours before the current one. */
const hours = (...votes: [ago: number, votes: number][]) =>
  votes.map(([ago, count]) => ({ at: Math.floor(now / hour) * hour - ago * hour, votes: count }))

describe('periodsLeft', () => {
  test('has no uncertainty if all periods are equal', () => {
    expect(periodsLeft(1_000, [100, 100, 100])).toEqual({ mean: 100, middle: 10, low: 10, high: 10 })
  })

  test('returns bounds that solve the equation of the interval', () => {
    const totals = [90, 110, 100, 120, 80]
    const { mean, low, high } = periodsLeft(1_000, totals)
    const spread = 2.78 ** 2 * 250
    for (const ends of [low, high ?? 0]) {
      expect((1_000 - ends * mean) ** 2).toBeCloseTo(spread * (ends + ends ** 2 / 5), 3)
    }
    expect(low).toBeLessThan(10)
    expect(high).toBeGreaterThan(10)
  })

  test('has no upper bound if the pace may be zero', () => {
    expect(periodsLeft(1_000, [300, 0, 0])).toMatchObject({ middle: 10, high: null })
  })
})

describe('finishForecast', () => {
  test('is finished if no votes remain', () => {
    expect(finishForecast(input({ remaining: 0, isPaused: true }))).toEqual({ kind: 'finished' })
  })

  test('uses whole days, including idle ones, once there are three', () => {
    const found = finishForecast(input({ hours: hours([1, 100], [30, 50], [40, 50], [72, 100]) }))
    expect(found).toMatchObject({ kind: 'days', basis: 3, votesPerDay: 100, at: now + 10 * day, low: now + 10 * day })
    const idle = finishForecast(input({ hours: hours([1, 200], [60, 100]), remaining: 100 }))
    expect(idle).toEqual({ kind: 'unknown', reason: 'too-early' })
    const sparse = finishForecast(input({ hours: hours([1, 200], [73, 100]), remaining: 100 }))
    expect(sparse).toMatchObject({ kind: 'days', basis: 3, high: null })
  })

  test('uses hours of rating before that', () => {
    const found = finishForecast(input({ hours: hours([0, 900], [1, 50], [2, 50], [3, 50]) }))
    expect(found).toMatchObject({ kind: 'hours', basis: 3, votesPerHour: 50, hours: 20, low: 20, high: 20 })
  })

  test('gives a reason if there is no forecast', () => {
    const reasonOf = (change: Partial<ForecastInput>) => finishForecast(input(change))
    expect(reasonOf({})).toEqual({ kind: 'unknown', reason: 'quiet' })
    expect(reasonOf({ hours: hours([49, 100], [100, 100]) })).toEqual({ kind: 'unknown', reason: 'quiet' })
    expect(reasonOf({ hours: hours([0, 100], [1, 100]) })).toEqual({ kind: 'unknown', reason: 'too-early' })
    expect(reasonOf({ hours: hours([1, 10]), isPaused: true })).toEqual({ kind: 'unknown', reason: 'paused' })
    const slow = hours([1, 1], [30, 1], [72, 1])
    expect(reasonOf({ hours: slow, remaining: 10_000_000 })).toEqual({ kind: 'unknown', reason: 'too-far' })
  })
})
