import { expect, test } from 'vitest'
import { openImagesAfter } from './golden-position'

const chain = (...pairs: [number, number | null][]) =>
  new Map(pairs.map(([id, nextOpenImageId]) => [id, { nextOpenImageId }]))

test("skips images that were answered here, even if the server's list is older", () => {
  const known = chain([1, 2], [2, 3], [3, 4], [4, 1])
  expect(openImagesAfter(1, known, new Set(), 3)).toEqual({ images: [2, 3, 4], missing: null })
  expect(openImagesAfter(1, known, new Set([2, 4]), 3)).toEqual({ images: [3], missing: null })
  expect(openImagesAfter(3, known, new Set([1, 2, 3]), 3)).toEqual({ images: [4], missing: null })
})

test('returns the image that must be opened because its successor is not known yet', () => {
  expect(openImagesAfter(1, chain([1, 2]), new Set(), 3)).toEqual({ images: [2], missing: 2 })
  expect(openImagesAfter(1, chain([1, 2]), new Set([2]), 3)).toEqual({ images: [], missing: 2 })
})

test('returns nothing if all other images are answered', () => {
  expect(openImagesAfter(1, chain([1, null]), new Set(), 3)).toEqual({ images: [], missing: null })
  expect(openImagesAfter(2, chain([2, 1], [1, 2]), new Set([1, 2]), 3)).toEqual({ images: [], missing: null })
})
