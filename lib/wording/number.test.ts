import { expect, test } from 'vitest'
import { counted, votesSince, wholeNumber } from './number'

test('uses the thousands separator of the locale', () => {
  expect(wholeNumber(1234567)).toBe('1,234,567')
  expect(wholeNumber(1234567, 'de')).toBe('1.234.567')
})

test('uses the singular only for one', () => {
  expect([0, 1, 2].map((value) => counted(value, 'task'))).toEqual(['0 tasks', '1 task', '2 tasks'])
  expect(counted(2, 'class', 'classes')).toBe('2 classes')
})

test('says how many votes were added or no longer count', () => {
  expect([10, 11, 9, 12, 8].map((now) => votesSince(now, 10))).toEqual([
    null,
    '1 vote has been added since',
    '1 vote fewer counts now',
    '2 votes have been added since',
    '2 votes fewer count now',
  ])
})
