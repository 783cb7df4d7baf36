import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seededRandom, shuffled } from '@/lib/numeric/seeded-random'
import { equalDistances } from '@/lib/proposals/testing/any-pool'
import { type ClassDistances, classDistances } from './class-distance'
import { distanceWithin, meanDistance } from './mean-distance'
import { packPairs } from './pack-pairs'
import { plainSplit } from './packing-comparison'
import { evenSizes, hierarchyOrder, packTasks } from './task-packing'

/** Nodes 0 to 8 are classes under three groups, 9 to 11, under one root. */
const threeGroups = classDistances([
  ...Array.from({ length: 9 }, (_, index) => [9 + (index % 3)]),
  ...[[12], [12], [12], []],
])

/** Random DAGs: a node's parents are among later nodes. */
const anyDistances = fc.array(fc.array(fc.nat(20), { maxLength: 2 }), { minLength: 12, maxLength: 30 }).map((lists) => {
  const parentsOf = (node: number, steps: number[]) =>
    steps.map((step) => node + 1 + step).filter((parent) => parent < lists.length)
  return classDistances(lists.map((steps, node) => [...new Set(parentsOf(node, steps))]))
})

/** The least sum over all assignments to groups of the given sizes. */
function leastSum(classes: readonly number[], sizes: readonly number[], distances: ClassDistances): number {
  let least = Number.POSITIVE_INFINITY
  const groups = sizes.map(() => [] as number[])
  const position = (at: number, sum: number) => {
    if (sum >= least) return
    if (at === classes.length) {
      least = sum
      return
    }
    groups.forEach((group, index) => {
      if (group.length === sizes[index]) return
      const added = group.reduce((total, member) => total + distances.between(member, classes[at]!), 0)
      group.push(classes[at]!)
      position(at + 1, sum + added)
      group.pop()
    })
  }
  position(0, 0)
  return least
}

describe('packTasks', () => {
  it('puts labels of one group of the hierarchy into one task', () => {
    const tasks = packTasks(
      Int32Array.from({ length: 9 }, (_, index) => index),
      threeGroups,
      3,
    )
    expect(tasks.map((task) => Array.from(task))).toEqual([
      [0, 3, 6],
      [1, 4, 7],
      [2, 5, 8],
    ])
    expect(meanDistance(tasks, threeGroups)).toBe(2)
    expect(
      meanDistance(
        plainSplit(
          Int32Array.from({ length: 9 }, (_, at) => at),
          3,
        ),
        threeGroups,
      ),
    ).toBe(4)
  })

  it('fills the fewest tasks evenly, with each label once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 9 }), (count, limit) => {
        const tasks = packTasks(
          Int32Array.from({ length: count }, (_, at) => at),
          equalDistances(60),
          limit,
        )
        const sizes = tasks.map((task) => task.length)
        expect(tasks).toHaveLength(Math.ceil(count / limit))
        expect(tasks.flatMap((task) => Array.from(task)).sort((a, b) => a - b)).toEqual([...Array(count).keys()])
        if (count > 0) expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1)
        if (count > 0) expect(Math.max(...sizes)).toBeLessThanOrEqual(limit)
      }),
    )
  })

  it('has the least sum of distances of any even split, up to ten labels', () => {
    fc.assert(
      fc.property(
        anyDistances,
        fc.integer({ min: 5, max: 10 }),
        fc.integer({ min: 2, max: 4 }),
        (distances, k, limit) => {
          const classes = Int32Array.from({ length: k }, (_, at) => at)
          const tasks = packTasks(classes, distances, limit)
          const { sum } = distanceWithin(tasks, distances)
          const sizes = tasks.map((task) => task.length)
          expect(sum).toBe(leastSum(Array.from(classes), sizes, distances))
        },
      ),
      { numRuns: 60 },
    )
  })

  it('does not depend on the order of the labels', () => {
    fc.assert(
      fc.property(anyDistances, fc.nat(), (distances, seed) => {
        const classes = Int32Array.from({ length: 12 }, (_, at) => at)
        const mixed = Int32Array.from(shuffled(seededRandom(seed), classes))
        expect(packTasks(mixed, distances, 5)).toEqual(packTasks(classes, distances, 5))
      }),
    )
  })

  it('works without a hierarchy, and gives no task to an image without labels', () => {
    expect(packTasks(Int32Array.of(2, 0, 1), equalDistances(3), 2).map((task) => Array.from(task))).toEqual([
      [0, 1],
      [2],
    ])
    expect(packTasks(new Int32Array(0), equalDistances(3), 2)).toEqual([])
    expect(packTasks(Int32Array.of(1, 0), equalDistances(3), 1)).toEqual([Int32Array.of(0), Int32Array.of(1)])
  })

  it('refuses a limit of 0, an unknown class and a repeated class', () => {
    expect(() => packTasks(Int32Array.of(1), equalDistances(3), 0)).toThrow('not 0')
    expect(() => packTasks(Int32Array.of(3), equalDistances(3), 2)).toThrow('Class 3')
    expect(() => packTasks(Int32Array.of(1, 1), equalDistances(3), 2)).toThrow('Class 1 stands twice')
  })
})

describe('packPairs', () => {
  const pairImage = Int32Array.of(0, 0, 0, 0, 2, 2, 5)
  const pairClass = Int32Array.of(0, 1, 3, 4, 1, 2, 7)

  it('packs each image separately, and returns the given pairs', () => {
    const packed = packPairs({ pairImage, pairClass }, Int32Array.of(0, 1, 2, 3, 4, 6), {
      distances: threeGroups,
      limit: 2,
    })
    expect(packed).toEqual({
      taskCount: 4,
      image: Int32Array.of(0, 0, 2, 5),
      start: Int32Array.of(0, 2, 4, 5, 6),
      pairs: Int32Array.of(0, 2, 1, 3, 4, 6),
    })
  })

  it('looks up the nodes of classes with other numbers', () => {
    const nodeOfClass = [0, 3, 6, 1, 4, 7, 2, 5, 8]
    const options = { distances: threeGroups, limit: 2, nodeOfClass }
    expect(packPairs({ pairImage, pairClass }, Int32Array.of(0, 1, 2, 3), options).pairs).toEqual(
      Int32Array.of(0, 1, 2, 3),
    )
  })

  it('refuses pairs of an image that are not adjacent', () => {
    const options = { distances: threeGroups, limit: 2 }
    expect(() => packPairs({ pairImage, pairClass }, Int32Array.of(0, 4, 1), options)).toThrow('image 0')
  })
})

describe('evenSizes', () => {
  it('fills the fewest groups evenly, larger ones first', () => {
    expect(Array.from(evenSizes(17, 8))).toEqual([6, 6, 5])
    expect(Array.from(evenSizes(16, 8))).toEqual([8, 8])
    expect(Array.from(evenSizes(1, 8))).toEqual([1])
    expect(Array.from(evenSizes(0, 8))).toEqual([])
    expect(() => evenSizes(3, 1.5)).toThrow('not 1.5')
  })
})

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
