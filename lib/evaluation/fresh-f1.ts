import { percentileInterval, withWidth } from '@/lib/numeric/quantiles'
import { randomInt, seededRandom } from '@/lib/numeric/seeded-random'
import { bestF1, precisionRecallCurve } from './precision-recall'

export interface FreshF1 {
  f1: number
  precision: number
  recall: number
  /** 95% percentile interval over images; null if it would have no width. */
  interval: [low: number, high: number] | null
}

interface Folded {
  /** [n] */
  score: Float64Array
  /** [n] 1 if the label holds. */
  truth: Uint8Array
  /** [n] image id of each candidate. */
  image: Int32Array
  /** [n] from 0; all candidates of an image are in the same fold. */
  fold: Int32Array
  foldCount: number
  /** [n] scores of the other folds, computed without golden answers of the given one too; omitted if equal. */
  scoreWithout?: (fold: number) => Float64Array
}

/**
 * Estimates the F1 on fresh images of the threshold with the greatest F1 on golden ones: each fold is thresholded where
 * the other folds choose, and all folds are counted together. The greatest F1 itself is biased upwards, since the
 * threshold was chosen to maximise it. The interval resamples whole images with their kept labels.
 *
 * Null if no candidate holds, or a threshold cannot be chosen. Errors: RangeError as in `ranking`.
 * Cost:   O(folds · n log n + replicates · images). Deterministic by seed.
 */
export function freshF1(input: Folded, { replicates, seed }: { replicates: number; seed: number }): FreshF1 | null {
  const { score, truth, image, fold, foldCount, scoreWithout = () => score } = input
  const indexOf = new Map<number, number>()
  for (const one of image) if (!indexOf.has(one)) indexOf.set(one, indexOf.size)
  // Per image: true and kept, kept, true.
  const counts = new Int32Array(3 * indexOf.size)
  for (let judged = 0; judged < foldCount; judged++) {
    const without = scoreWithout(judged)
    const known = Int8Array.from(truth, (holds, at) => (fold[at] === judged ? -1 : holds))
    const best = bestF1(precisionRecallCurve(without, known))
    if (!best) return null
    for (let at = 0; at < score.length; at++) {
      if (fold[at] !== judged) continue
      const row = 3 * indexOf.get(image[at]!)!
      const isKept = score[at]! >= best.threshold
      if (isKept && truth[at] === 1) counts[row]!++
      if (isKept) counts[row + 1]!++
      if (truth[at] === 1) counts[row + 2]!++
    }
  }
  const sums = [0, 0, 0]
  for (let at = 0; at < counts.length; at++) sums[at % 3]! += counts[at]!
  const [hits, kept, holds] = sums as [number, number, number]
  if (holds === 0 || kept === 0) return null
  const random = seededRandom(seed)
  const drawn = new Float64Array(replicates)
  for (let replicate = 0; replicate < replicates; replicate++) {
    let hit = 0
    let size = 0
    for (let draw = 0; draw < indexOf.size; draw++) {
      const row = 3 * randomInt(random, indexOf.size)
      hit += counts[row]!
      size += counts[row + 1]! + counts[row + 2]!
    }
    drawn[replicate] = size === 0 ? 0 : (2 * hit) / size
  }
  return {
    f1: (2 * hits) / (kept + holds),
    precision: hits / kept,
    recall: hits / holds,
    interval: withWidth(percentileInterval(drawn, 0.95)),
  }
}
