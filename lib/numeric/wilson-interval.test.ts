import { describe, expect, it } from 'vitest'
import { wilsonInterval } from './wilson-interval'

describe('wilsonInterval', () => {
  it('matches published intervals', () => {
    // Newcombe (1998), Statist. Med. 17:857-872, table I, method 3.
    const published = [
      [81, 263, 0.2553, 0.3662],
      [15, 148, 0.0624, 0.1605],
      [0, 20, 0, 0.1611],
      [1, 29, 0.0061, 0.1718],
    ]
    for (const [successes, total, low, high] of published) {
      const interval = wilsonInterval(successes!, total!)
      expect(interval.map((bound) => Number(bound.toFixed(4)))).toEqual([low, high])
    }
  })
  it('is symmetric, and reaches exactly 0 and 1', () => {
    expect(wilsonInterval(0, 5)[0]).toBe(0)
    expect(wilsonInterval(5, 5)[1]).toBe(1)
    const [low, high] = wilsonInterval(3, 10)
    const mirrored = wilsonInterval(7, 10)
    expect(mirrored[0]).toBeCloseTo(1 - high, 15)
    expect(mirrored[1]).toBeCloseTo(1 - low, 15)
  })
  it('refuses invalid counts', () => {
    for (const [successes, total] of [
      [0, 0],
      [3, 2],
      [-1, 2],
      [1, Number.NaN],
    ]) {
      expect(() => wilsonInterval(successes!, total!)).toThrow(RangeError)
    }
  })
})
