import { expect, test } from 'vitest'
import { withChosen } from './models-view'

test('compares at most two models and drops the one chosen first', () => {
  expect(withChosen([1, 2], 3)).toEqual([2, 3])
  expect(withChosen([1, 2], 1)).toEqual([2])
})
