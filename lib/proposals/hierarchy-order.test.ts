import { expect, it } from 'vitest'
import { hierarchyOrder } from './hierarchy-order'

const matrix = (count: number, distance: (one: number, other: number) => number) =>
  Float64Array.from({ length: count * count }, (_, at) => distance(Math.floor(at / count), at % count))

it('places near items next to each other, and merges clusters by mean distance', () => {
  const position = [0, 10, 1, 12, 5]
  const onLine = matrix(5, (one, other) => Math.abs(position[one]! - position[other]!))
  // 0 and 2 merge, 1 and 3, then 4 joins 0 and 2: its mean distance to them is 4.5, to the others 6.
  expect(Array.from(hierarchyOrder(onLine, 5))).toEqual([0, 2, 4, 1, 3])
})

it('keeps the order of equidistant items, and handles no item and one', () => {
  expect(
    Array.from(
      hierarchyOrder(
        matrix(4, (one, other) => Number(one !== other)),
        4,
      ),
    ),
  ).toEqual([0, 1, 2, 3])
  expect(Array.from(hierarchyOrder(new Float64Array(0), 0))).toEqual([])
  expect(Array.from(hierarchyOrder(Float64Array.of(0), 1))).toEqual([0])
})
