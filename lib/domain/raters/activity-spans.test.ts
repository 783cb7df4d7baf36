import { expect, test } from 'vitest'
import { filledSpans } from './activity-spans'

const span = (at: string, votes: number) => ({ at: `2026-11-${at}:00:00.000Z`, votes, tasks: 1 })

test('idle hours stand between those with votes', () => {
  const found = filledSpans([span('25T08', 5), span('25T11', 7)], 'hour')
  expect(found.map(({ count, tasks }) => [count, tasks])).toEqual([
    [5, 1],
    [0, 0],
    [0, 0],
    [7, 1],
  ])
  expect(found[1]).toMatchObject({ from: Date.UTC(2026, 10, 25, 9), to: Date.UTC(2026, 10, 25, 10) })
})

test('no more than three days of hours, and every day', () => {
  const spans = [span('01T00', 1), span('25T00', 2)]
  expect(filledSpans(spans, 'hour')).toHaveLength(72)
  expect(filledSpans(spans, 'day')).toHaveLength(25)
  expect(filledSpans([], 'day')).toEqual([])
})
