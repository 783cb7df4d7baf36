import { wilsonInterval } from '@/lib/numeric/wilson-interval'

export interface ReviewedMistakes {
  /** Images with labels and a prediction of the model, from which the sample was drawn. */
  imageCount: number
  /** Images on which the model counts as wrong. */
  wrongCount: number
  /** Sampled mistakes that were judged, and those found right after all. */
  judged: number
  missing: number
}

export interface CorrectedAccuracy {
  /** Accuracy against the current labels. */
  before: number
  /** Expected accuracy if the share found right holds for all mistakes. */
  after: number
  /** Null if all mistakes were judged: then nothing is estimated. */
  low: number | null
  high: number | null
}

/**
 * Estimates a model's accuracy as if all its mistakes had been reviewed, from a random sample of them.
 *
 * Right predictions stay right; of the wrong ones the share found right is expected to be right:
 *   accuracy = 1 − (wrong / images) · (1 − missing / judged).
 * The interval is that of the share alone, because the number of mistakes is counted, not estimated. There is none if all
 * mistakes were judged.
 *
 * Source: a ratio estimate under simple random sampling, with Wilson (1927) for the share; without finite population
 *         correction, so the interval is slightly too wide if most mistakes were judged.
 * Errors: none. Null if nothing was judged or there is no image.
 */
export function correctedAccuracy({
  imageCount,
  wrongCount,
  judged,
  missing,
}: ReviewedMistakes): CorrectedAccuracy | null {
  if (judged === 0 || imageCount === 0) return null
  const accuracyWith = (share: number) => 1 - (wrongCount / imageCount) * (1 - share)
  const figures = { before: accuracyWith(0), after: accuracyWith(missing / judged) }
  if (judged >= wrongCount) return { ...figures, low: null, high: null }
  const [low, high] = wilsonInterval(missing, judged)
  return { ...figures, low: accuracyWith(low), high: accuracyWith(high) }
}
