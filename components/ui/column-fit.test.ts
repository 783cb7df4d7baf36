import { expect, test } from 'vitest'
import { type FittedColumn, hiddenInStack, hidingOrder } from './column-fit'

const columns = (...importance: FittedColumn['importance'][]) =>
  importance.map((one, position): FittedColumn => ({ name: `column ${position}`, importance: one }))

test('hides the least important columns first and never the first column', () => {
  expect(hidingOrder(columns('low', 'normal', 'high', 'low', 'normal', 'low'))).toEqual([5, 3, 4, 1, 2])
})

test('shows four columns below the name in stacked rows', () => {
  expect(hiddenInStack(columns('normal', 'normal', 'low', 'normal', 'normal', 'normal'))).toEqual([2])
  expect(hiddenInStack(columns('normal', 'low', 'normal'))).toEqual([])
})

test('shows every column of high importance in stacked rows', () => {
  expect(hiddenInStack(columns('normal', 'high', 'high', 'high', 'normal', 'high', 'high'))).toEqual([4])
})
