import { expect, test } from 'vitest'
import { isSameModels, pointOfModels, toggledModels } from './plan-models'

test('ignores the order of models', () => {
  expect(isSameModels([1, 2], [2, 1])).toBe(true)
  expect(isSameModels([1], [1, 2])).toBe(false)
  expect(isSameModels([1, 3], [1, 2])).toBe(false)
  expect(isSameModels([], [])).toBe(true)
})

test('adds a model at its position and removes it again', () => {
  expect(toggledModels([1, 10], 2)).toEqual([1, 2, 10])
  expect(toggledModels([1, 2, 10], 2)).toEqual([1, 10])
})

test('finds the point of a set of models', () => {
  const points = [{ models: [1] }, { models: [1, 2] }]
  expect(pointOfModels(points, [2, 1])).toBe(points[1])
  expect(pointOfModels(points, [2])).toBeUndefined()
})
