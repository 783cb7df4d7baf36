import { describe, expect, it } from 'vitest'
import { smallImages } from './testing/small-images'
import { uncertainProject } from './testing/uncertain-project'
import { type LabelCertainty, uncertainAccuracy } from './uncertain-labels'

const resampling = { replicates: 400, seed: 1 }

describe('uncertainAccuracy', () => {
  const decided = (probability: number[], golden: number[]): LabelCertainty => ({
    probability: Float64Array.from(probability),
    golden: {
      candidate: Int32Array.from(golden),
      truth: Uint8Array.from(golden, (at) => probability[at]!),
      probability: Float64Array.from(golden, (at) => 0.1 + 0.8 * probability[at]!),
    },
  })
  const candidates = [
    { index: 0, score: 1 },
    { index: 1, score: 0 },
  ]
  const three = smallImages([
    { labels: [0], candidates },
    { labels: [1], candidates },
    { original: 7, labels: [7] },
  ])

  it('is the plain accuracy if experts decided everything, and skips images without label or prediction', () => {
    const certainty = decided([1, 0, 0, 1], [0, 1, 2, 3])
    expect(uncertainAccuracy(three, Int32Array.of(0, 0, 7), certainty, resampling)?.share).toBeCloseTo(2 / 3, 12)
    expect(uncertainAccuracy(three, Int32Array.of(0, -1, 9), certainty, resampling)?.share).toBeCloseTo(1 / 2, 12)
    const without = decided([1, 0, 0, 0], [0, 1, 2, 3])
    expect(uncertainAccuracy(three, Int32Array.of(0, 0, 7), without, resampling)?.share).toBeCloseTo(1, 12)
  })

  it('is deterministic by seed, and contains its own share', () => {
    const { images, top1, certainty } = uncertainProject(3, 300, 60)
    const found = uncertainAccuracy(images, top1, certainty, resampling)!
    expect(uncertainAccuracy(images, top1, certainty, resampling)).toEqual(found)
    expect(found.interval![0]).toBeLessThan(found.share!)
    expect(found.interval![1]).toBeGreaterThan(found.share!)
    expect(found.goldenImages).toBe(60)
  })

  it('learns as much from golden images that also have candidates which nobody was asked about', () => {
    const { drawn, images, certainty, top1 } = uncertainProject(3, 300, 60)
    const before = uncertainAccuracy(images, top1, certainty, resampling)
    // A fourth candidate of each golden image, which experts decided without votes; no model predicts its class.
    const withUnasked = smallImages(
      drawn.map(({ score }, image) => ({
        labels: [],
        candidates: (image < 60 ? [...score, 0] : score).map((one, index) => ({
          index: index === 3 ? 9 : index,
          score: one,
        })),
      })),
    )
    const ofImage = (image: number) => Array.from(certainty.probability.subarray(3 * image, 3 * image + 3))
    const more = {
      probability: Float64Array.from(
        drawn.flatMap((_, image) => (image < 60 ? [...ofImage(image), 0] : ofImage(image))),
      ),
      golden: { ...certainty.golden, candidate: certainty.golden.candidate.map((at) => at + Math.floor(at / 3)) },
    }
    expect(uncertainAccuracy(withUnasked, top1, more, resampling)).toEqual(before)
  })

  it('is narrower with more golden images, however many images there are', () => {
    const width = (goldenCount: number) => {
      const { images, top1, certainty } = uncertainProject(5, 1_200, goldenCount)
      const { interval } = uncertainAccuracy(images, top1, certainty, resampling)!
      return interval![1] - interval![0]
    }
    expect(width(600)).toBeLessThan(0.8 * width(60))
  })

  it('is null without golden candidates or with a missing probability, and refuses what does not fit', () => {
    const top1 = Int32Array.of(0, 0, 7)
    expect(uncertainAccuracy(three, top1, decided([1, 0, 0, 1], []), resampling)).toBeNull()
    expect(uncertainAccuracy(three, top1, decided([1, 0, 0, Number.NaN], [0, 1]), resampling)).toBeNull()
    expect(() => uncertainAccuracy(three, top1, decided([1, 0, 0], []), resampling)).toThrow(RangeError)
    expect(() => uncertainAccuracy(three, Int32Array.of(0), decided([1, 0, 0, 1], []), resampling)).toThrow(RangeError)
  })
})
