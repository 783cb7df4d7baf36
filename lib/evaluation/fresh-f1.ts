import { percentileInterval, shownInterval } from '@/lib/numeric/quantiles'
import type { CalibrationInput } from './cross-calibration'
import { keptCounts } from './kept-counts'
import { bestF1, precisionRecallCurve } from './precision-recall'

export interface FreshF1 {
  f1: number
  precision: number
  recall: number
  /** 95% percentile interval over images; null if it would have no width or is over fewer than five. */
  interval: [low: number, high: number] | null
}

interface Folded extends CalibrationInput {
  /** [n] image id of each candidate. */
  image: Int32Array
}

/**
 * Estimates the F1 on fresh images of the threshold with the greatest F1 on golden ones: each fold is thresholded where
 * the other folds choose, and all folds are counted together. The greatest F1 itself is biased upwards, since the
 * threshold was chosen to maximise it. The interval resamples whole images with their kept labels.
 *
 * Null if no candidate holds, or a threshold cannot be chosen. Errors: RangeError as in `ranking`.
 * Cost:   O(folds · n log n + replicates · images). Deterministic by seed.
 */
export function freshF1(input: Folded, bootstrap: { replicates: number; seed: number }): FreshF1 | null {
  const { score, truth, image, fold, foldCount, scoreWithout = () => score } = input
  const isKept = new Uint8Array(score.length)
  for (let judged = 0; judged < foldCount; judged++) {
    const without = scoreWithout(judged)
    const known = Int8Array.from(truth, (holds, at) => (fold[at] === judged ? -1 : holds))
    const best = bestF1(precisionRecallCurve(without, known))
    if (!best) return null
    for (let at = 0; at < score.length; at++) if (fold[at] === judged && score[at]! >= best.threshold) isKept[at] = 1
  }
  const { total, images, resampled } = keptCounts({ isKept, truth, image })
  const [hits, kept, holds] = total
  if (holds === 0 || kept === 0) return null
  const f1 = ([hit, keep, hold]: typeof total) => (keep + hold === 0 ? 0 : (2 * hit) / (keep + hold))
  return {
    f1: f1(total),
    precision: hits / kept,
    recall: hits / holds,
    interval: shownInterval(percentileInterval(Float64Array.from(resampled(bootstrap), f1), 0.95), images),
  }
}
