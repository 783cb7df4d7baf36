import { expect, test } from 'vitest'
import { withChosen } from './models-view'

test('compares two models at most: of three the oldest goes', () => {
  expect(withChosen([1, 2], 3)).toEqual([2, 3])
  expect(withChosen([1, 2], 1)).toEqual([2])
})
