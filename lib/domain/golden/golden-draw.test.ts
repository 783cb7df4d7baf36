import { describe, expect, test } from 'vitest'
import { goldenDraw } from './golden-draw'

/** A random permutation determined by the seed: sorts by one random number each (Knuth's MMIX generator). */
function order(seed: number, count: number): number[] {
  let state = BigInt(seed) * 2_862_933_555_777_941_757n + 3_037_000_493n
  const next = () => {
    state = (state * 6_364_136_223_846_793_005n + 1_442_695_040_888_963_407n) & 0xffffffffffffffffn
    return Number(state >> 33n)
  }
  for (let warm = 0; warm < 8; warm++) next()
  const keys = Array.from({ length: count }, next)
  return Array.from(keys.keys()).sort((one, other) => keys[one]! - keys[other]!)
}

const draw = (originalClass: number[], size: number, isStratified: boolean, seed = 1) =>
  goldenDraw({ originalClass, size, isStratified, order: order(seed, originalClass.length) })
const countBy = (originalClass: number[], indices: Int32Array) => {
  const counts: Record<number, number> = {}
  for (const index of indices) counts[originalClass[index]!] = (counts[originalClass[index]!] ?? 0) + 1
  return counts
}
const repeated = (counts: Record<number, number>) =>
  Object.entries(counts).flatMap(([value, count]) => Array.from({ length: count }, () => Number(value)))

describe('goldenDraw', () => {
  test('draws the requested number of different images, the same for the same seed only', () => {
    const classes = repeated({ 0: 50, 1: 50 })
    const one = draw(classes, 20, false)
    expect(new Set(one).size).toBe(20)
    expect(draw(classes, 20, false)).toEqual(one)
    expect(draw(classes, 20, false, 2)).not.toEqual(one)
    expect(Array.from(one)).not.toEqual(Array.from(one).sort((a, b) => a - b))
  })

  test('stratified, allocates by largest remainder, with images without a label as one class', () => {
    const classes = repeated({ [-1]: 15, 0: 50, 7: 35 })
    // 10 of 100: 1.5, 5 and 3.5. The remaining one goes to the class that comes first in the random order.
    const counts = countBy(classes, draw(classes, 10, true))
    expect(counts[0]).toBe(5)
    expect((counts[-1] ?? 0) + counts[7]!).toBe(5)
    expect([1, 2]).toContain(counts[-1])
    const exact = countBy(classes, draw(classes, 20, true))
    expect(exact).toEqual({ [-1]: 3, 0: 10, 7: 7 })
  })

  test('stratified, draws other classes with another seed if there are more classes than images to draw', () => {
    const classes = Array.from({ length: 40 }, (_, k) => k)
    const one = draw(classes, 8, true, 1)
    expect(new Set(one).size).toBe(8)
    expect(Array.from(draw(classes, 8, true, 2)).sort()).not.toEqual(Array.from(one).sort())
  })

  test('draws every image about equally often over many seeds', () => {
    const classes = repeated({ 0: 6, 1: 4 })
    const hits = new Int32Array(10)
    for (let seed = 0; seed < 2_000; seed++) for (const index of draw(classes, 5, true, seed)) hits[index]!++
    for (const count of hits) expect(Math.abs(count - 1_000)).toBeLessThan(120)
  })

  test('draws all or none on request, and throws if more are requested', () => {
    expect(Array.from(draw([3, 3, 1], 3, true)).sort()).toEqual([0, 1, 2])
    expect(draw([3, 3, 1], 0, true)).toHaveLength(0)
    expect(() => draw([3, 3, 1], 4, true)).toThrow(RangeError)
    expect(() => goldenDraw({ originalClass: [1], order: [0, 1], size: 1, isStratified: false })).toThrow(RangeError)
  })
})
