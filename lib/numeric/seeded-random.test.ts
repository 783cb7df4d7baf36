import { describe, expect, it } from 'vitest'
import { permutation, randomInt, seededRandom, shuffled } from './seeded-random'

describe('seededRandom', () => {
  it('gives the published sequence of mulberry32', () => {
    const random = seededRandom(0)
    expect([random(), random()]).toEqual([0.26642920868471265, 0.0003297457005828619])
  })
  it('gives the same numbers for the same seed, and others for another', () => {
    const draw = (seed: number) => Array.from({ length: 5 }, seededRandom(seed))
    expect(draw(7)).toEqual(draw(7))
    expect(draw(7)).not.toEqual(draw(8))
  })
  it('refuses seeds that are not 32-bit unsigned integers', () => {
    for (const seed of [-1, 0.5, 2 ** 32, Number.NaN]) expect(() => seededRandom(seed)).toThrow(RangeError)
  })
})

describe('randomInt', () => {
  it('reaches every value below the bound about equally often', () => {
    const random = seededRandom(1)
    const counts = new Int32Array(6)
    for (let draw = 0; draw < 60_000; draw++) counts[randomInt(random, 6)]!++
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(400)
  })
  it('refuses a bound below one', () => {
    expect(() => randomInt(seededRandom(1), 0)).toThrow(RangeError)
  })
})

describe('shuffled', () => {
  it('keeps every item and does not change the given list', () => {
    const items = ['a', 'b', 'c', 'd']
    const result = shuffled(seededRandom(3), items)
    expect([...result].sort()).toEqual(items)
    expect(items).toEqual(['a', 'b', 'c', 'd'])
  })
  it('gives all orders of three about equally often', () => {
    const random = seededRandom(5)
    const counts = new Map<string, number>()
    for (let round = 0; round < 12_000; round++) {
      const order = shuffled(random, [0, 1, 2]).join('')
      counts.set(order, (counts.get(order) ?? 0) + 1)
    }
    expect(counts.size).toBe(6)
    for (const count of counts.values()) expect(Math.abs(count - 2_000)).toBeLessThan(200)
  })
})

describe('permutation', () => {
  it('contains each integer once', () => {
    expect(Array.from(permutation(seededRandom(9), 100)).sort((a, b) => a - b)).toEqual([...new Int32Array(100).keys()])
    expect(permutation(seededRandom(9), 0)).toHaveLength(0)
  })
})
