import { expect, test } from 'vitest'
import { createGivenPool, everyPair } from './given-pool'
import { subsetFigures } from './subset-figures'
import { noGolden } from './testing/any-pool'

const originalClass = Int32Array.of(2, 0, -1)

test('asks every class of a list on every image, and its original label', () => {
  const pool = createGivenPool({ imageCount: 3, classCount: 4, originalClass, ...everyPair(3, Int32Array.of(0, 1)) })
  expect([...pool.pairImage]).toEqual([0, 0, 0, 1, 1, 2, 2])
  expect([...pool.pairClass]).toEqual([0, 1, 2, 0, 1, 0, 1])
  expect([...pool.isOriginal]).toEqual([0, 0, 1, 1, 0, 0, 0])
  const figures = subsetFigures(pool, 1, noGolden, { asksUnanimous: false })
  expect(figures).toMatchObject({ proposals: 7, unanimousImages: 0 })
  expect(figures.pairsToAsk).toHaveLength(7)
})

test('asks only original labels if nothing else is given, and nothing of images without one', () => {
  const pool = createGivenPool({ imageCount: 3, classCount: 4, originalClass, ...everyPair(3, new Int32Array(0)) })
  expect([[...pool.pairImage], [...pool.pairClass]]).toEqual([
    [0, 1],
    [2, 0],
  ])
  expect(subsetFigures(pool, 1, noGolden, { asksUnanimous: false }).unanimousImages).toBe(0)
})

test('accepts unevenly distributed pairs, and refuses indices out of range', () => {
  const image = Int32Array.of(2, 2, 2, 2)
  const pool = createGivenPool({ imageCount: 3, classCount: 4, originalClass, image, class: Int32Array.of(3, 1, 0, 2) })
  expect([...pool.pairStart]).toEqual([0, 1, 2, 6])
  const wrong = { image: Int32Array.of(3), class: Int32Array.of(0) }
  expect(() => createGivenPool({ imageCount: 3, classCount: 4, originalClass, ...wrong })).toThrow(RangeError)
})

test('asks nothing about excluded images', () => {
  const { image, class: classes } = everyPair(3, Int32Array.of(0, 1), Uint8Array.of(0, 1, 0))
  expect([...image]).toEqual([0, 0, 2, 2])
  expect([...classes]).toEqual([0, 1, 0, 1])
})
