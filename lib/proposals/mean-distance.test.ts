import { describe, expect, it } from 'vitest'
import { classDistances } from './class-distance'
import { distanceWithin, meanDistance } from './mean-distance'
import { plainSplit } from './packing-comparison'
import { equalDistances } from './testing/any-pool'

describe('meanDistance', () => {
  it('weights every pair of labels equally, not every group', () => {
    // 0 and 1 are siblings, 2 is far from both.
    const distances = classDistances([[3], [3], [], []])
    expect(distanceWithin([[0, 1, 2], [1]], distances)).toEqual({ sum: 2 + 3 + 3, pairs: 3 })
    expect(
      meanDistance(
        [
          [0, 1, 2],
          [0, 1],
        ],
        distances,
      ),
    ).toBe((8 + 2) / 4)
  })

  it('is null if no group has two labels', () => {
    expect(meanDistance([[0], []], equalDistances(2))).toBeNull()
  })
})

describe('plainSplit', () => {
  it('cuts after every `limit` classes by rising index', () => {
    expect(plainSplit(Int32Array.of(9, 1, 5, 3, 7), 2)).toEqual([
      Int32Array.of(1, 3),
      Int32Array.of(5, 7),
      Int32Array.of(9),
    ])
    expect(plainSplit(new Int32Array(0), 2)).toEqual([])
    expect(() => plainSplit(new Int32Array(1), 0)).toThrow('not 0')
  })
})
