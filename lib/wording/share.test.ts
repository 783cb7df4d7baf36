import { expect, test } from 'vitest'
import { percent, scoreText, wholePercents, wholeShare } from './share'

test('never rounds a share to 0% or 100%', () => {
  expect([0, 0.001, 0.5, 0.999, 1].map(percent)).toEqual(['0%', '<1%', '50%', '>99%', '100%'])
})
test('never rounds a score to certainty', () => {
  expect([0, 0.0001, 0.5, 0.7999, 0.9999, 1].map(scoreText)).toEqual(['0.00', '0.01', '0.50', '0.80', '0.99', '1.00'])
})

test('makes the parts of a whole add up to 100, and never rounds a part to zero', () => {
  expect(wholePercents([382, 57, 113])).toEqual(['69%', '10%', '21%'])
  expect(wholePercents([1, 1, 1])).toEqual(['34%', '33%', '33%'])
  expect(wholePercents([1, 0, 999])).toEqual(['<1%', '0%', '>99%'])
  expect(wholePercents([0, 0])).toEqual(['0%', '0%'])
})

test('a share for a message is rounded to 0% or 100% only if it is', () => {
  expect([0, 0.001, 0.604, 0.999, 1].map(wholeShare)).toEqual([0, 0.01, 0.6, 0.99, 1])
})
