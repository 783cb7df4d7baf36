import { expect, test } from 'vitest'
import { type FittedColumn, hiddenInStack, hidingOrder } from './column-fit'

const columns = (...importance: FittedColumn['importance'][]) =>
  importance.map((one, position): FittedColumn => ({ position, importance: one }))

test('columns of low importance are hidden first, of equal ones the last, and the first column never', () => {
  expect(hidingOrder(columns('low', 'normal', 'high', 'low', 'normal', 'low'))).toEqual([5, 3, 4, 1, 2])
})

test('stacked rows show four columns below the name', () => {
  expect(hiddenInStack(columns('normal', 'normal', 'low', 'normal', 'normal', 'normal'))).toEqual([2])
  expect(hiddenInStack(columns('normal', 'low', 'normal'))).toEqual([])
})

test('stacked rows show every column of high importance', () => {
  expect(hiddenInStack(columns('normal', 'high', 'high', 'high', 'normal', 'high', 'high'))).toEqual([4])
})
