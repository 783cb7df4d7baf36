import { expect, it } from 'vitest'
import { classDistances } from './class-distance'
import { comparePacking } from './packing-comparison'

it('compares tasks packed along the hierarchy with tasks by class index', () => {
  // Classes 0 and 2 are siblings, as are 1 and 3; 4 is far from all.
  const distances = classDistances([[5], [6], [5], [6], [7], [7], [7], []])
  const pairImage = Int32Array.of(0, 0, 0, 0, 0, 3, 3)
  const pairClass = Int32Array.of(0, 1, 2, 3, 4, 0, 2)
  const sizes = { pairs: 7, images: 2, splitImages: 1, leastTasks: 3 }
  const packed = { tasks: 3, meanDistance: (2 + 2 + 3 + 3 + 2) / 5, meanDistanceWhereSplit: 2.5, unevenness: 1 }
  const plain = { tasks: 3, meanDistance: (4 + 2 + 4 + 3 + 2) / 5, meanDistanceWhereSplit: 3.25, unevenness: 1 }
  expect(comparePacking({ pairImage, pairClass }, distances, 3)).toEqual({ ...sizes, packed, plain })
})
