import { expect, test } from 'vitest'
import { toggleChosenModel } from './models-view'

test('compares at most two models and drops the one chosen first', () => {
  expect(toggleChosenModel([1, 2], 3)).toEqual([2, 3])
  expect(toggleChosenModel([1, 2], 1)).toEqual([2])
})
