import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { classDistances, parentLists } from './class-distance'
import { equalDistances } from './testing/any-pool'

/** 0 tabby and 1 lion under 4 cat; 2 wolf under 5 dog; 4 and 5 under 6 animal; 3 tin lion under both 1 and 7 toy. */
const zoo = classDistances([[4], [4], [5], [1, 7], [6], [6], [], []])

describe('classDistances', () => {
  it('counts edges through the nearest common ancestor', () => {
    expect(zoo.between(0, 1)).toBe(2)
    expect(zoo.between(0, 2)).toBe(4)
    expect(zoo.between(3, 1)).toBe(1)
    expect(zoo.between(3, 0)).toBe(3)
    expect(zoo.between(3, 3)).toBe(0)
    expect(zoo.between(4, 0)).toBe(1)
  })

  it('joins separate hierarchies above their roots', () => {
    expect(zoo.between(7, 6)).toBe(2)
    expect(zoo.between(7, 0)).toBe(4)
  })

  it('takes the shorter of two paths up', () => {
    expect(classDistances([[1, 3], [2], [3], []]).between(0, 3)).toBe(1)
  })

  it('makes all classes equally distant without a hierarchy', () => {
    const { between, nodeCount } = equalDistances(3)
    expect(nodeCount).toBe(3)
    expect([between(0, 1), between(1, 2), between(2, 0)]).toEqual([2, 2, 2])
  })

  it('equals the fewest steps up to any common ancestor', () => {
    const lists = fc.array(fc.array(fc.nat(4), { maxLength: 3 }), { minLength: 1, maxLength: 9 })
    fc.assert(
      fc.property(lists, (steps) => {
        const parents = steps.map((of, node) =>
          of.map((step) => node + 1 + step).filter((parent) => parent < steps.length),
        )
        const { between } = classDistances(parents)
        // The shortest path up, by trying every one; the common root is the node after the last.
        const up = (node: number, to: number): number => {
          if (node === to) return 0
          if (node === steps.length) return Number.POSITIVE_INFINITY
          const above = parents[node]!.length > 0 ? parents[node]! : [steps.length]
          return 1 + Math.min(...above.map((parent) => up(parent, to)))
        }
        for (let one = 0; one < steps.length; one++) {
          for (let other = 0; other < steps.length; other++) {
            const ways = Array.from({ length: steps.length + 1 }, (_, top) => up(one, top) + up(other, top))
            expect(between(one, other)).toBe(Math.min(...ways))
          }
        }
      }),
    )
  })

  it('collects the parents of each node from edges', () => {
    expect(
      parentLists(
        3,
        new Map([
          [0, 2],
          [1, 2],
        ]),
      ),
    ).toEqual([[2], [2], []])
    expect(() => parentLists(1, [[1, 0]])).toThrow('Node 1 is not one of 1')
  })

  it('refuses a node that is its own ancestor, and a parent that is not a node', () => {
    expect(() => classDistances([[1], [2], [0]])).toThrow('Node 0 is its own ancestor')
    expect(() => classDistances([[0]])).toThrow('Node 0 is its own ancestor')
    expect(() => classDistances([[1]])).toThrow('parent 1, which is not one of 1')
  })
})
