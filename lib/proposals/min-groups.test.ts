import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomInt, seededRandom } from '@/lib/numeric/seeded-random'
import { improveGroups } from './improve-groups'
import { minGroups } from './min-groups'
import { evenSizes } from './task-packing'

/** Random distances of few values, so that there are ties, and an assignment that ignores them. */
const anySplit = (maxItems: number) =>
  fc
    .record({ seed: fc.nat(), count: fc.integer({ min: 2, max: maxItems }), limit: fc.integer({ min: 1, max: 5 }) })
    .map(({ seed, count, limit }) => {
      const random = seededRandom(seed)
      const distance = new Float64Array(count * count)
      for (let one = 0; one < count; one++) {
        for (let other = 0; other < one; other++) {
          distance[one * count + other] = 1 + randomInt(random, 9)
          distance[other * count + one] = distance[one * count + other]!
        }
      }
      const sizes = evenSizes(count, limit)
      const known = Int32Array.from(Array.from(sizes).flatMap((size, group) => Array<number>(size).fill(group)))
      return { count, distance, sizes, known }
    })

function sumWithin(distance: Float64Array, groupOf: ArrayLike<number>): number {
  const count = groupOf.length
  let sum = 0
  for (let at = 0; at < count * count; at++) {
    if (groupOf[Math.floor(at / count)] === groupOf[at % count]) sum += distance[at]! / 2
  }
  return sum
}

const sizesOf = (groupOf: Int32Array, groupCount: number) =>
  Array.from({ length: groupCount }, (_, group) => groupOf.filter((of) => of === group).length).sort((a, b) => b - a)

/** Every assignment of items to groups. */
function* fillings(count: number, sizes: Int32Array, groupOf: number[] = []): Generator<number[]> {
  if (groupOf.length === count) yield groupOf
  else {
    for (let group = 0; group < sizes.length; group++) {
      if (groupOf.filter((of) => of === group).length < sizes[group]!)
        yield* fillings(count, sizes, [...groupOf, group])
    }
  }
}

describe('minGroups', () => {
  it('finds the minimum over all assignments, however bad the given one is', () => {
    fc.assert(
      fc.property(anySplit(8), ({ count, distance, sizes, known }) => {
        let least = Number.POSITIVE_INFINITY
        for (const groupOf of fillings(count, sizes)) least = Math.min(least, sumWithin(distance, groupOf))
        const found = minGroups(distance, known, sizes)
        expect(sumWithin(distance, found)).toBe(least)
        expect(sizesOf(found, sizes.length)).toEqual(Array.from(sizes))
      }),
    )
  })

  it('keeps the given assignment if it is optimal', () => {
    const known = Int32Array.of(1, 0, 1, 0)
    const distance = Float64Array.of(0, 9, 1, 9, 9, 0, 9, 1, 1, 9, 0, 9, 9, 1, 9, 0)
    expect(minGroups(distance, known, Int32Array.of(2, 2))).toBe(known)
  })
})

describe('improveGroups', () => {
  it('stops where no swap and no move to a smaller group helps', () => {
    fc.assert(
      fc.property(anySplit(23), ({ count, distance, sizes }) => {
        const groupOf = improveGroups(distance, Int32Array.from(Array(count).keys()), sizes)
        expect(sizesOf(groupOf, sizes.length)).toEqual(Array.from(sizes))
        const sum = sumWithin(distance, groupOf)
        for (let item = 0; item < count; item++) {
          for (let other = 0; other < item; other++) {
            const changed = groupOf.slice()
            changed[item] = groupOf[other]!
            changed[other] = groupOf[item]!
            expect(sumWithin(distance, changed)).toBeGreaterThanOrEqual(sum)
          }
          for (let group = 0; group < sizes.length; group++) {
            const moved = groupOf.slice()
            moved[item] = group
            const isEven = sizesOf(moved, sizes.length).join() === Array.from(sizes).join()
            if (isEven) expect(sumWithin(distance, moved)).toBeGreaterThanOrEqual(sum)
          }
        }
      }),
    )
  })

  it('finds clusters that the given order splits', () => {
    const isNear = (one: number, other: number) => one % 10 === other % 10
    const distance = Float64Array.from({ length: 60 * 60 }, (_, at) => {
      const [one, other] = [Math.floor(at / 60), at % 60]
      return one === other ? 0 : isNear(one, other) ? 2 : 8
    })
    const groupOf = improveGroups(distance, Int32Array.from(Array(60).keys()), evenSizes(60, 6))
    expect(sumWithin(distance, groupOf)).toBe(10 * 15 * 2)
  })
})
