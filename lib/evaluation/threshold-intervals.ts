import { percentileInterval, shownInterval } from '@/lib/numeric/quantiles'
import { wilsonInterval } from '@/lib/numeric/wilson-interval'
import { keptCounts } from './kept-counts'

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

/**
 * 95% intervals of the precision and recall of a threshold on golden candidates, by resampling whole images: candidates
 * of one image are dependent. A share of which every resample has the same value, such as a perfect one, and one over
 * fewer than five images have Wilson's interval of their counts instead, since resampling says nothing about errors that
 * were not seen.
 *
 * Null if the threshold keeps no candidate, or none holds. A draw without a kept candidate has no precision, and one
 * without a candidate that holds has no recall; such draws do not count for that share.
 * Source: Efron & Tibshirani (1993), percentile intervals (ch. 13), by clusters; Wilson (1927).
 * Cost:   O(n + replicates · images). Deterministic by seed.
 */
export function thresholdIntervals(
  { score, truth, image, threshold }: Thresholded,
  bootstrap: { replicates: number; seed: number },
): { precision: Interval; recall: Interval } | null {
  const isKept = Uint8Array.from(score, (one) => (one >= threshold ? 1 : 0))
  const { total, images, resampled } = keptCounts({ isKept, truth, image })
  const [hits, kept, holds] = total
  if (kept === 0 || holds === 0) return null
  const drawn = resampled(bootstrap)
  const shares = (of: 1 | 2) => drawn.flatMap((counts) => (counts[of] > 0 ? counts[0] / counts[of] : []))
  return {
    precision: resampledInterval(shares(1), images) ?? wilsonInterval(hits, kept),
    recall: resampledInterval(shares(2), images) ?? wilsonInterval(hits, holds),
  }
}

const resampledInterval = (drawn: readonly number[], images: number) =>
  drawn.length > 0 ? shownInterval(percentileInterval(Float64Array.from(drawn), 0.95), images) : null
