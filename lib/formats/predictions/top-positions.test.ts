import fc from 'fast-check'
import { expect, it } from 'vitest'
import { topPositions } from './top-positions'

const top = (row: number[], count: number) => {
  const indices = new Int32Array(count)
  return Array.from(indices.subarray(0, topPositions(row, indices)))
}

it('gives the positions of the largest numbers, of equal ones the lower position first', () => {
  expect(top([1, 5, 3, 5, 2], 3)).toEqual([1, 3, 2])
  expect(top([2, 1], 5)).toEqual([0, 1])
  expect(top([], 2)).toEqual([])
})

it('agrees with a sort of all numbers', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -5, max: 5 })), fc.integer({ min: 1, max: 8 }), (row, count) => {
      const sorted = row.map((_, index) => index).sort((one, other) => row[other]! - row[one]! || one - other)
      expect(top(row, count)).toEqual(sorted.slice(0, count))
    }),
  )
})
