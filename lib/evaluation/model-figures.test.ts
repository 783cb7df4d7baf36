import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { modelFigures, outcomeBit } from './model-figures'
import { smallImages } from './testing/small-images'

const resampling = { replicates: 200, seed: 1 }
const figures = (images: Parameters<typeof smallImages>[0], top1: number[], thresholds?: number[]) =>
  modelFigures(smallImages(images, thresholds), Int32Array.from(top1), resampling)

describe('modelFigures', () => {
  it('counts any label as right, and skips images without labels', () => {
    const found = figures(
      [
        { original: 1, labels: [1, 2] },
        { original: 1, labels: [1, 2] },
        { original: 3, labels: [] },
        { original: 4, labels: [5] },
      ],
      [1, 2, 3, 4],
    )
    expect(found.original).toMatchObject({ right: 3, count: 4, share: 0.75 })
    expect(found.reassessed).toMatchObject({ right: 2, count: 3, share: 2 / 3 })
    expect(found.change?.value).toBeCloseTo(2 / 3 - 3 / 4, 12)
    expect(found.closed).toBeNull()
  })

  it('skips images without a prediction or an original label', () => {
    const found = figures([{ labels: [1] }, { original: 2, labels: [2] }, { original: 2, labels: [2] }], [1, -1, 0])
    expect(found.imageCount).toBe(2)
    expect(found.original).toMatchObject({ right: 0, count: 1 })
    expect(found.reassessed).toMatchObject({ right: 1, count: 2 })
  })

  it('has no accuracy if nothing counts', () => {
    const found = figures([{ labels: [] }], [3])
    expect(found.original).toEqual({ right: 0, count: 0, share: null, interval: null })
    expect(found.change).toBeNull()
  })

  it('reports what class decisions make right separately, without changing the accuracy', () => {
    const found = figures([{ original: 1, labels: [1], closed: [1, 9] }], [9])
    expect(found.reassessed.right).toBe(0)
    expect(found.closed).toMatchObject({ right: 1, count: 1 })
    expect(found.outcome[0]).toBe(outcomeBit.said | outcomeBit.closed)
  })

  it('splits by number of labels and by original class', () => {
    const found = figures(
      [
        { original: 1, labels: [1, 2] },
        { original: 1, labels: [1] },
        { original: 3, labels: [] },
        { original: 3, labels: [4] },
      ],
      [2, 2, 3, 4],
    )
    expect(found.byLabelCount).toEqual([
      { labels: 0, count: 1, right: 0, originalCount: 1, originalRight: 1 },
      { labels: 1, count: 2, right: 1, originalCount: 2, originalRight: 0 },
      { labels: 2, count: 1, right: 1, originalCount: 1, originalRight: 0 },
    ])
    expect(Array.from(found.byClass.classes)).toEqual([1, 3])
    expect(Array.from(found.byClass.originalRight)).toEqual([0, 1])
    expect(Array.from(found.byClass.labelledCount)).toEqual([2, 1])
    expect(Array.from(found.byClass.reassessedRight)).toEqual([1, 1])
  })

  it('gives the accuracy at every threshold; an unrated image keeps its labels at each', () => {
    const found = figures(
      [
        {
          original: 1,
          labels: [1],
          candidates: [
            { index: 1, score: 0.9 },
            { index: 2, score: 0.4 },
          ],
        },
        { original: 5, labels: [5] },
        // Experts found another label, and none.
        { original: 5, labels: [6] },
        { original: 5, labels: [] },
      ],
      [2, 5, 6, 5],
      [0, 0.4, 0.5, 0.95],
    )
    expect(Array.from(found.curve.labelled)).toEqual([3, 3, 3, 2])
    expect(Array.from(found.curve.right)).toEqual([3, 3, 2, 2])
  })

  it('counts only images with an original label in the curve of the original labels', () => {
    const found = figures([{ labels: [1] }, { original: 2, labels: [3] }], [-1, 2], [0.5])
    expect(found.imageCount).toBe(1)
    expect(Array.from(found.curve.labelled)).toEqual([1])
  })

  it('gives intervals that contain the share, and is deterministic by seed', () => {
    const pictures = Array.from({ length: 60 }, (_, k) => ({ original: k % 3, labels: k % 4 === 0 ? [] : [k % 3, 7] }))
    const top1 = pictures.map((_, k) => (k % 2 === 0 ? 7 : k % 3))
    const found = figures(pictures, top1)
    const { share, interval } = found.reassessed
    expect(interval?.[0]).toBeLessThanOrEqual(share ?? 0)
    expect(interval?.[1]).toBeGreaterThanOrEqual(share ?? 1)
    expect(figures(pictures, top1)).toEqual(found)
  })

  it('does not depend on the order of the images', () => {
    const image = fc.record({
      original: fc.nat(3),
      labels: fc.uniqueArray(fc.nat(3), { maxLength: 3 }),
      top1: fc.nat(3),
    })
    fc.assert(
      fc.property(fc.array(image, { minLength: 1, maxLength: 30 }), (images) => {
        const forth = figures(
          images,
          images.map((one) => one.top1),
        )
        const turned = images.toReversed()
        const back = figures(
          turned,
          turned.map((one) => one.top1),
        )
        for (const part of ['original', 'reassessed', 'change', 'byLabelCount', 'byClass', 'preference'] as const)
          expect(back[part]).toEqual(forth[part])
      }),
      { numRuns: 50 },
    )
  })

  it('refuses predictions for another number of images', () => {
    expect(() => figures([{ labels: [] }], [1, 2])).toThrow(RangeError)
  })
})
