import { percentileInterval, withWidth } from '@/lib/numeric/quantiles'
import { randomInt, seededRandom } from '@/lib/numeric/seeded-random'
import { wilsonInterval } from '@/lib/numeric/wilson-interval'

type Interval = [low: number, high: number]

interface Thresholded {
  /** [n] */
  score: Float64Array
  /** [n] 1 if the label holds. */
  truth: Uint8Array
  /** [n] image id of each candidate. */
  image: Int32Array
  threshold: number
}

/** Counts of one image: candidates that hold and are kept, are kept, hold. */
type ImageCounts = [hits: number, kept: number, holds: number]

function countsByImage({ score, truth, image, threshold }: Thresholded): ImageCounts[] {
  const counts = new Map<number, ImageCounts>()
  for (let at = 0; at < score.length; at++) {
    const isKept = score[at]! >= threshold
    const [hits, kept, holds] = counts.get(image[at]!) ?? [0, 0, 0]
    const own = truth[at]!
    counts.set(image[at]!, [hits + (isKept ? own : 0), kept + (isKept ? 1 : 0), holds + own])
  }
  return [...counts.values()]
}

const sumOf = (counts: readonly ImageCounts[]) =>
  counts.reduce<ImageCounts>((sum, one) => [sum[0] + one[0], sum[1] + one[1], sum[2] + one[2]], [0, 0, 0])

/**
 * 95% intervals of the precision and recall of a threshold on golden candidates, by resampling whole images: candidates
 * of one image are dependent. A share of which every resample has the same value, such as a perfect one, has Wilson's
 * interval of its counts instead, since resampling says nothing about errors that were not seen.
 *
 * Null if the threshold keeps no candidate, or none holds. A draw without a kept candidate has no precision, and one
 * without a candidate that holds has no recall; such draws do not count for that share.
 * Source: Efron & Tibshirani (1993), percentile intervals (ch. 13), by clusters; Wilson (1927).
 * Cost:   O(n + replicates · images). Deterministic by seed.
 */
export function thresholdIntervals(
  input: Thresholded,
  { replicates, seed }: { replicates: number; seed: number },
): { precision: Interval; recall: Interval } | null {
  const counts = countsByImage(input)
  const [hits, kept, holds] = sumOf(counts)
  if (kept === 0 || holds === 0) return null
  const random = seededRandom(seed)
  const precision: number[] = []
  const recall: number[] = []
  for (let replicate = 0; replicate < replicates; replicate++) {
    let [hit, keep, hold] = [0, 0, 0]
    for (let draw = 0; draw < counts.length; draw++) {
      const own = counts[randomInt(random, counts.length)]!
      hit += own[0]
      keep += own[1]
      hold += own[2]
    }
    if (keep > 0) precision.push(hit / keep)
    if (hold > 0) recall.push(hit / hold)
  }
  return {
    precision: resampledInterval(precision) ?? wilsonInterval(hits, kept),
    recall: resampledInterval(recall) ?? wilsonInterval(hits, holds),
  }
}

const resampledInterval = (drawn: readonly number[]) =>
  drawn.length > 0 ? withWidth(percentileInterval(Float64Array.from(drawn), 0.95)) : null
