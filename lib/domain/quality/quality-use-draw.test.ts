import { expect, test } from 'vitest'
import { drawnUses } from './quality-use-draw'

test('draws the test from testable images first, then training from the others, and hides the rest', () => {
  const all = [true, true, true, true, true]
  expect(drawnUses([3, 0, 4, 1, 2], { training: 2, test: 1 }, all)).toEqual([
    ...['training', 'hidden', 'hidden', 'test', 'training'],
  ])
  expect(drawnUses([3, 0, 4, 1, 2], { training: 1, test: 2 }, [false, true, true, false, true])).toEqual([
    ...['hidden', 'test', 'hidden', 'training', 'test'],
  ])
  expect(drawnUses([1, 0], { training: 0, test: 0 }, [true, true])).toEqual(['hidden', 'hidden'])
})

test('throws if there are too few images', () => {
  expect(() => drawnUses([0, 1], { training: 2, test: 1 }, [true, true])).toThrow(RangeError)
  expect(() => drawnUses([0, 1], { training: 0, test: 1 }, [false, false])).toThrow(RangeError)
})
