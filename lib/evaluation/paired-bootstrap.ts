import { percentileInterval, shownInterval } from '@/lib/numeric/quantiles'
import { randomInt, seededRandom } from '@/lib/numeric/seeded-random'
import { rankedAveragePrecision } from './precision-recall'
import { ranking, type Truth } from './ranking'

export type BootstrapInput = {
  /** One Float64Array[n] for each scoring of the same n pairs. */
  scores: readonly Float64Array[]
  /** [n]; pairs of unknown truth are skipped. */
  truth: Truth
  /** [n] image id of each pair. */
  image: Int32Array
  /** Index of the scoring that the others are compared with. */
  baseline: number
  replicates: number
  seed: number
}

type Interval = [low: number, high: number]

export type BootstrapComparison = {
  averagePrecision: number
  /** 95% percentile interval. Null if it would have no width or is over fewer than five images. */
  interval: Interval | null
  /** Average precision minus that of the baseline: above 0 is better. */
  difference: number
  differenceInterval: Interval | null
}

const level = 0.95

/**
 * Intervals of the average precision of each scoring, and of its difference to a baseline, by resampling whole images:
 * pairs of one image are dependent, so they are drawn together. All scorings share the draws, which makes the interval
 * of a difference far narrower than the two intervals would suggest.
 *
 * Source: Efron & Tibshirani (1993), An Introduction to the Bootstrap, percentile intervals (ch. 13); by clusters.
 * Returns one entry per scoring, in their order, or null if no pair is known to hold. A draw without a positive pair
 * has no average precision and is repeated.
 * Errors: RangeError if lengths differ, a score is NaN, the baseline is not a scoring, `replicates` is not a positive
 *         integer, or the seed is invalid.
 * Cost:   O(scorings · n · (replicates + log n)) time, 8 bytes per scoring and replicate. Deterministic by seed; the
 *         result of a scoring depends on no other but the baseline.
 */
export function bootstrapOverImages(input: BootstrapInput): BootstrapComparison[] | null {
  const { scores, truth, image, baseline, replicates, seed } = input
  if (!(Number.isInteger(replicates) && replicates > 0))
    throw new RangeError(`Expected at least 1 replicate, got ${replicates}`)
  if (!(baseline in scores)) throw new RangeError(`There is no scoring ${baseline} among ${scores.length}`)
  if (image.length !== truth.length) throw new RangeError(`${image.length} images for ${truth.length} pairs`)
  const random = seededRandom(seed)
  const { indexOfPair, imageCount } = imageIndices(image, truth)
  const rankings = scores.map((score) => ranking(score, truth))
  const units = rankings.map(({ order }) => order.map((pair) => indexOfPair[pair]!))
  const weight = new Int32Array(imageCount).fill(1)
  const whole = rankings.map((ranked, scoring) => rankedAveragePrecision(ranked, units[scoring]!, weight))
  if (!whole.every((value) => value !== null)) return null

  const drawn = scores.map(() => new Float64Array(replicates))
  for (let replicate = 0; replicate < replicates; ) {
    weight.fill(0)
    for (let draw = 0; draw < imageCount; draw++) weight[randomInt(random, imageCount)]!++
    let hasPositive = true
    for (let scoring = 0; scoring < scores.length && hasPositive; scoring++) {
      const value = rankedAveragePrecision(rankings[scoring]!, units[scoring]!, weight)
      if (value === null) hasPositive = false
      else drawn[scoring]![replicate] = value
    }
    if (hasPositive) replicate++
  }
  const intervalOf = (values: Float64Array) => shownInterval(percentileInterval(values, level), imageCount)
  return drawn.map((values, scoring) => ({
    averagePrecision: whole[scoring]!,
    interval: intervalOf(values),
    difference: whole[scoring]! - whole[baseline]!,
    differenceInterval: intervalOf(values.map((value, replicate) => value - drawn[baseline]![replicate]!)),
  }))
}

/** Numbers the images with a pair of known truth from 0, by rising id; the index of other pairs is 0. */
function imageIndices(image: Int32Array, truth: Truth) {
  const known = image.filter((_, pair) => truth[pair]! >= 0).sort()
  const indexOf = new Map<number, number>()
  for (const one of known) if (!indexOf.has(one)) indexOf.set(one, indexOf.size)
  return { indexOfPair: image.map((one) => indexOf.get(one) ?? 0), imageCount: indexOf.size }
}
