import { expect, test } from 'vitest'
import { risingOrder, weightedMedian } from './weighted-median'

const medianOf = (values: number[], weights: number[], owner = values.map((_, index) => index)) => {
  const column = Float64Array.from(values)
  return weightedMedian(column, risingOrder(column), Int32Array.from(owner), Int32Array.from(weights))
}

test('is the usual median if every value counts once', () => {
  expect(medianOf([3, 1, 2], [1, 1, 1])).toBe(2)
  expect(medianOf([4, 1, 2, 9], [1, 1, 1, 1])).toBe(3)
  expect(medianOf([7], [1])).toBe(7)
})

test('counts a value as often as its weight says', () => {
  expect(medianOf([1, 2, 3], [1, 0, 3])).toBe(3)
  expect(medianOf([1, 2, 3], [2, 0, 2])).toBe(2)
  expect(medianOf([5, 6, 7], [0, 1, 0])).toBe(6)
  // Two values of one owner share a weight.
  expect(medianOf([1, 9, 4], [2, 0], [0, 0, 1])).toBe(5)
})

test('is NaN without weight', () => {
  expect(medianOf([1, 2], [0, 0])).toBeNaN()
  expect(medianOf([], [])).toBeNaN()
})
