import { expect, test } from 'vitest'
import { armProblem, armsOfFactor, experimentFactors } from './experiment'

test('takes all conditions of a factor as arms', () => {
  for (const factor of experimentFactors) expect(armProblem(factor, armsOfFactor[factor])).toBeNull()
  expect(armProblem('order', ['by-name', 'random'])).toBeNull()
})

test('says what is wrong with one arm, a repeated one and one of another factor', () => {
  expect(armProblem('order', ['random'])).toMatch(/at least two/)
  expect(armProblem('candidates', [4, 4])).toMatch(/once/)
  expect(armProblem('candidates', [8, 5])).toMatch(/among 8, 4/)
  expect(armProblem('examples', [true, 'random'])).toMatch(/among true, false/)
})
