import { expect, test } from 'vitest'
import { conditionsOfFactor, conditionsProblem, experimentFactors } from './experiment'

test('accepts the conditions of every factor', () => {
  for (const factor of experimentFactors) expect(conditionsProblem(factor, conditionsOfFactor[factor])).toBeNull()
  expect(conditionsProblem('order', ['by-name', 'random'])).toBeNull()
})

test('rejects a single condition, a repeated one and one of another factor', () => {
  expect(conditionsProblem('order', ['random'])).toMatch(/at least two/)
  expect(conditionsProblem('candidates', [4, 4])).toMatch(/once/)
  expect(conditionsProblem('candidates', [8, 5])).toMatch(/among 8, 4/)
  expect(conditionsProblem('examples', [true, 'random'])).toMatch(/among true, false/)
})
