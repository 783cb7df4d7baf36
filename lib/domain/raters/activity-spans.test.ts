import { expect, test } from 'vitest'
import { filledSpans } from './activity-spans'

const span = (at: string, votes: number) => ({ at: `2026-11-${at}:00:00.000Z`, votes, tasks: 1 })

test('includes idle hours between hours with votes', () => {
  const found = filledSpans([span('25T08', 5), span('25T11', 7)], 'hour')
  const used = found.slice(-4)
  expect(used.map(({ count, tasks }) => [count, tasks])).toEqual([
    [5, 1],
    [0, 0],
    [0, 0],
    [7, 1],
  ])
  expect(used[1]).toMatchObject({ from: Date.UTC(2026, 10, 25, 9), to: Date.UTC(2026, 10, 25, 10) })
})

test('pads to twelve hours or seven days, so that a single bar does not fill the chart', () => {
  for (const [unit, length] of [
    ['hour', 12],
    ['day', 7],
  ] as const) {
    const found = filledSpans([span('25T00', 9)], unit)
    expect(found.map(({ count }) => count)).toEqual([...new Array(length - 1).fill(0), 9])
    expect(found.at(-1)?.from).toBe(Date.UTC(2026, 10, 25))
  }
})

test('shows at most three days of hours, but every day', () => {
  const spans = [span('01T00', 1), span('25T00', 2)]
  expect(filledSpans(spans, 'hour')).toHaveLength(72)
  expect(filledSpans(spans, 'day')).toHaveLength(25)
  expect(filledSpans([], 'day')).toEqual([])
})
