import { expect, test } from 'vitest'
import { countRaters } from './rater-view'

test('counts experts separately from raters, and nobody twice', () => {
  const people = [{ isExpert: false }, { isExpert: true }, { isExpert: false }]
  expect(countRaters(people)).toEqual({ raters: 2, experts: 1 })
  expect(countRaters([])).toEqual({ raters: 0, experts: 0 })
})
