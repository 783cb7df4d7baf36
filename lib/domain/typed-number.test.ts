import { expect, test } from 'vitest'
import { typedNumber } from './typed-number'

test('reads whole numbers and decimals with a point', () => {
  expect(['3', ' 12.5 ', '.5', '3.', '-4', '0'].map(typedNumber)).toEqual([3, 12.5, 0.5, 3, -4, 0])
})

test('does not take a number with a comma for a hundred times the number', () => {
  expect(['12,50', '3,5', '1,000', '1.000,5'].map(typedNumber)).toEqual([
    Number.NaN,
    Number.NaN,
    Number.NaN,
    Number.NaN,
  ])
})

test('reads nothing from other text', () => {
  expect(['', ' ', 'abc', '1e3', '0x10', '1 000', '-', '.'].map(typedNumber)).toEqual(Array(8).fill(Number.NaN))
})
