import { expect, test } from 'vitest'
import { firstWhere } from './first-where'

test('returns the first integer for which it holds, in every position', () => {
  for (let first = -3; first <= 5; first++) expect(firstWhere(-3, 5, (index) => index >= first)).toBe(first)
})

test('returns the end if it never holds, and for an empty range', () => {
  expect(firstWhere(2, 9, () => false)).toBe(9)
  expect(firstWhere(4, 4, () => true)).toBe(4)
})

test('only asks about integers of the range', () => {
  firstWhere(10, 20, (index) => {
    expect(Number.isInteger(index) && index >= 10 && index < 20).toBe(true)
    return index >= 13
  })
})
