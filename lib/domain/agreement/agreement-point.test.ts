import { expect, test } from 'vitest'
import { isPointDue } from './agreement-point'

const now = new Date('2026-11-25T12:00:00Z')
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000)

test('is due at the first hundred votes', () => {
  expect(isPointDue(null, 99, now)).toBe(false)
  expect(isPointDue(null, 100, now)).toBe(true)
})

test('is due again when enough votes are new and ten minutes have passed', () => {
  const last = { at: minutesAgo(11), voteCount: 10_000 }
  expect(isPointDue(last, 10_199, now)).toBe(false)
  expect(isPointDue(last, 10_200, now)).toBe(true)
  expect(isPointDue({ ...last, at: minutesAgo(9) }, 20_000, now)).toBe(false)
  expect(isPointDue({ at: minutesAgo(11), voteCount: 200 }, 299, now)).toBe(false)
})

test('is due at once when many votes no longer count', () => {
  const last = { at: minutesAgo(1), voteCount: 1_515 }
  expect(isPointDue(last, 1_010, now)).toBe(true)
  expect(isPointDue(last, 1_500, now)).toBe(false)
  expect(isPointDue(last, 2_020, now)).toBe(false)
})

test('is due once a day if there is at least one new vote', () => {
  const last = { at: minutesAgo(1_441), voteCount: 10_000 }
  expect(isPointDue(last, 10_001, now)).toBe(true)
  expect(isPointDue(last, 10_000, now)).toBe(false)
})
