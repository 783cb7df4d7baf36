import { expect, test } from 'vitest'
import { percent, scoreText, wholePercents } from './share'

test('a percentage never claims all or nothing of what is neither', () => {
  expect([0, 0.001, 0.5, 0.999, 1].map(percent)).toEqual(['0%', '<1%', '50%', '>99%', '100%'])
})
test('a score never reads as certainty that it is not', () => {
  expect([0, 0.0001, 0.5, 0.7999, 0.9999, 1].map(scoreText)).toEqual(['0.00', '0.01', '0.50', '0.80', '0.99', '1.00'])
})

test('parts of a whole add up to 100, and a small one is not nothing', () => {
  expect(wholePercents([382, 57, 113])).toEqual(['69%', '10%', '21%'])
  expect(wholePercents([1, 1, 1])).toEqual(['34%', '33%', '33%'])
  expect(wholePercents([1, 0, 999])).toEqual(['<1%', '0%', '>99%'])
  expect(wholePercents([0, 0])).toEqual(['0%', '0%'])
})
