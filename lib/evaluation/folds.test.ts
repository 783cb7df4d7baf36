import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { imageFolds } from './folds'

const images = Int32Array.from({ length: 155 }, (_, index) => 7 * index + 3)

describe('imageFolds', () => {
  it('makes folds whose sizes differ by at most one', () => {
    const distinct = fc.uniqueArray(fc.integer(), { minLength: 2, maxLength: 60 })
    fc.assert(
      fc.property(distinct, fc.integer({ min: 2, max: 10 }), fc.nat(), (ids, foldCount, seed) => {
        fc.pre(foldCount <= ids.length)
        const sizes = new Array(foldCount).fill(0)
        for (const fold of imageFolds(ids, foldCount, seed)) sizes[fold]++
        expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(ids.length)
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1)
      }),
    )
  })
  it('depends only on the seed and the set of images, not on their order', () => {
    const folds = imageFolds(images, 5, 1)
    expect(imageFolds(images, 5, 1)).toEqual(folds)
    expect(imageFolds(images.toReversed(), 5, 1).toReversed()).toEqual(folds)
    expect(imageFolds(images, 5, 2)).not.toEqual(folds)
  })
  it('refuses fewer images than folds, fewer than two folds and a repeated image', () => {
    expect(() => imageFolds([1, 2, 3], 4, 1)).toThrow('3 images do not make 4 folds')
    expect(Array.from(imageFolds([1, 2, 3], 3, 1)).sort()).toEqual([0, 1, 2])
    for (const bad of [0, 1, 2.5, Number.NaN]) expect(() => imageFolds(images, bad, 1)).toThrow(RangeError)
    expect(() => imageFolds([1, 2, 1], 2, 1)).toThrow('Image 1 is named twice')
  })
})
