import { expect, test } from 'vitest'
import { drawnUses } from './quality-use-draw'

test('trains on the first of the order, tests on the next and hides the rest', () => {
  expect(drawnUses([2, 0, 3, 1], { training: 1, test: 2 })).toEqual(['test', 'hidden', 'training', 'test'])
  expect(drawnUses([0, 1], { training: 0, test: 0 })).toEqual(['hidden', 'hidden'])
})

test('refuses to draw more than there are', () => {
  expect(() => drawnUses([0, 1], { training: 2, test: 1 })).toThrow(RangeError)
})
