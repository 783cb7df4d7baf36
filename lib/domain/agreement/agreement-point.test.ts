import { expect, test } from 'vitest'
import { isPointDue } from './agreement-point'

const now = new Date('2026-11-25T12:00:00Z')
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000)

test('the first point comes with the first hundred votes', () => {
  expect(isPointDue(null, 99, now)).toBe(false)
  expect(isPointDue(null, 100, now)).toBe(true)
})

test('the next one when enough is new, and some time has passed', () => {
  const last = { at: minutesAgo(11), voteCount: 10_000 }
  expect(isPointDue(last, 10_199, now)).toBe(false)
  expect(isPointDue(last, 10_200, now)).toBe(true)
  expect(isPointDue({ ...last, at: minutesAgo(9) }, 20_000, now)).toBe(false)
  expect(isPointDue({ at: minutesAgo(11), voteCount: 200 }, 299, now)).toBe(false)
})

test('once a day for a single vote, never without one', () => {
  const last = { at: minutesAgo(1_441), voteCount: 10_000 }
  expect(isPointDue(last, 10_001, now)).toBe(true)
  expect(isPointDue(last, 10_000, now)).toBe(false)
})
