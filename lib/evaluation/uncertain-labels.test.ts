import { describe, expect, it } from 'vitest'
import { sigmoid } from '@/lib/numeric/logistic'
import { type Random, seededRandom } from '@/lib/numeric/seeded-random'
import { calibratedScore } from './calibration-map'
import { crossCalibration } from './cross-calibration'
import { modelFigures } from './model-figures'
import { smallImages } from './testing/small-images'
import { type LabelCertainty, uncertainAccuracy } from './uncertain-labels'

const resampling = { replicates: 400, seed: 1 }

interface Simulated {
  truth: boolean[]
  /** As a method that takes raters' errors for independent gives them: far too sure. */
  score: number[]
  top1: number
}

/** An image with three candidates: mostly exactly one holds, sometimes two or none; the model is right in about 85%. */
function simulatedImage(random: Random): Simulated {
  const draw = random()
  const count = draw < 0.75 ? 1 : draw < 0.9 ? 2 : 0
  const first = Math.floor(3 * random())
  const truth = [0, 1, 2].map((k) => (count > 0 && k === first) || (count > 1 && k === (first + 1) % 3))
  // The sum of twelve even draws is nearly normal.
  const normal = () => Array.from({ length: 12 }, random).reduce((sum, one) => sum + one, 0) - 6
  const score = truth.map((holds) => sigmoid(3 * ((holds ? 1 : -1) + 1.1 * normal())))
  const isRight = count > 0 && random() < 0.85
  const top1 = isRight ? first : Math.floor(4 * random())
  return { truth, score, top1 }
}

const accuracyOf = (images: Simulated[]) => {
  const labelled = images.filter(({ truth }) => truth.includes(true))
  return labelled.filter(({ truth, top1 }) => truth[top1] === true).length / labelled.length
}

/** A campaign: images of which the first are golden, scores calibrated on these, labels at one half. */
function campaign(seed: number, imageCount: number, goldenCount: number) {
  const random = seededRandom(seed)
  const drawn = Array.from({ length: imageCount }, () => simulatedImage(random))
  const golden = drawn.slice(0, goldenCount)
  const score = Float64Array.from(golden.flatMap((image) => image.score))
  const truth = Uint8Array.from(golden.flatMap((image) => image.truth.map(Number)))
  const fold = Int32Array.from(score, (_, at) => Math.floor(at / 3) % 5)
  const { map, calibrated } = crossCalibration({ score, truth, fold, foldCount: 5 })!
  const probability = Float64Array.from(
    drawn.flatMap(({ score, truth }, image) =>
      score.map((one, k) => (image < goldenCount ? Number(truth[k]) : calibratedScore(map, one))),
    ),
  )
  const images = smallImages(
    drawn.map(({ score }, image) => ({
      labels: [0, 1, 2].filter((k) => probability[3 * image + k]! >= 0.5),
      candidates: score.map((one, index) => ({ index, score: one })),
    })),
  )
  const certainty: LabelCertainty = {
    probability,
    golden: { candidate: Int32Array.from(score.keys()), truth, probability: calibrated },
  }
  return { drawn, images, certainty, top1: Int32Array.from(drawn, ({ top1 }) => top1) }
}

describe('uncertainAccuracy', () => {
  it('covers the accuracy under the true labels in over 90% of campaigns, which the interval over images does not', () => {
    const random = seededRandom(99)
    const target = accuracyOf(Array.from({ length: 200_000 }, () => simulatedImage(random)))
    const campaigns = 60
    let covered = 0
    let byImages = 0
    for (let seed = 0; seed < campaigns; seed++) {
      const { images, top1, certainty } = campaign(seed, 600, 200)
      const { interval } = uncertainAccuracy(images, top1, certainty, { replicates: 200, seed: 1 })!
      if (interval![0] <= target && target <= interval![1]) covered++
      const overImages = modelFigures(images, top1, { replicates: 200, seed: 1 }).reassessed.interval!
      if (overImages[0] <= target && target <= overImages[1]) byImages++
    }
    expect(covered).toBeGreaterThan(0.9 * campaigns)
    expect(byImages).toBeLessThan(0.5 * campaigns)
  })

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

  it('is the accuracy itself where experts decided everything, and leaves out images without label or prediction', () => {
    const certainty = decided([1, 0, 0, 1], [0, 1, 2, 3])
    expect(uncertainAccuracy(three, Int32Array.of(0, 0, 7), certainty, resampling)?.share).toBeCloseTo(2 / 3, 12)
    expect(uncertainAccuracy(three, Int32Array.of(0, -1, 9), certainty, resampling)?.share).toBeCloseTo(1 / 2, 12)
    const without = decided([1, 0, 0, 0], [0, 1, 2, 3])
    expect(uncertainAccuracy(three, Int32Array.of(0, 0, 7), without, resampling)?.share).toBeCloseTo(1, 12)
  })

  it('repeats itself for a seed, and holds its own share', () => {
    const { images, top1, certainty } = campaign(3, 300, 60)
    const found = uncertainAccuracy(images, top1, certainty, resampling)!
    expect(uncertainAccuracy(images, top1, certainty, resampling)).toEqual(found)
    expect(found.interval![0]).toBeLessThan(found.share!)
    expect(found.interval![1]).toBeGreaterThan(found.share!)
    expect(found.goldenImages).toBe(60)
  })

  it('is narrower with more golden images, however many images there are', () => {
    const width = (goldenCount: number) => {
      const { images, top1, certainty } = campaign(5, 1_200, goldenCount)
      const { interval } = uncertainAccuracy(images, top1, certainty, resampling)!
      return interval![1] - interval![0]
    }
    expect(width(600)).toBeLessThan(0.8 * width(60))
  })

  it('says nothing without golden candidates or with a probability missing, and refuses what does not fit', () => {
    const top1 = Int32Array.of(0, 0, 7)
    expect(uncertainAccuracy(three, top1, decided([1, 0, 0, 1], []), resampling)).toBeNull()
    expect(uncertainAccuracy(three, top1, decided([1, 0, 0, Number.NaN], [0, 1]), resampling)).toBeNull()
    expect(() => uncertainAccuracy(three, top1, decided([1, 0, 0], []), resampling)).toThrow(RangeError)
    expect(() => uncertainAccuracy(three, Int32Array.of(0), decided([1, 0, 0, 1], []), resampling)).toThrow(RangeError)
  })
})
