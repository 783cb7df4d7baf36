import { wilsonInterval } from '@/lib/numeric/wilson-interval'

export interface ReviewedMistakes {
  /** Images of the kind that was drawn from: with labels, and a prediction of the model. */
  imageCount: number
  /** Those of them on which the model counts as wrong. */
  wrongCount: number
  /** Judged of those, and found right after all. */
  judged: number
  missing: number
}

export interface CorrectedAccuracy {
  /** Against the labels as they are. */
  before: number
  /** If the share found right after all holds for all mistakes. */
  after: number
  low: number
  high: number
}

/**
 * A model's accuracy if all its mistakes had been reviewed, from a random sample of them.
 *
 * Right predictions stay right; of the wrong ones the share found right after all is expected to be right:
 *   accuracy = 1 − (wrong / images) · (1 − missing / judged).
 * The interval carries over that of the share alone: how many mistakes there are is counted, not estimated.
 *
 * Source: a ratio estimate under simple random sampling, with Wilson (1927) for the share; without a correction for the
 *         finite number of mistakes, so the interval is a little too wide where most of them were judged.
 * Errors: null when nothing is judged or there is no image.
 */
export function correctedAccuracy({
  imageCount,
  wrongCount,
  judged,
  missing,
}: ReviewedMistakes): CorrectedAccuracy | null {
  if (judged === 0 || imageCount === 0) return null
  const accuracyWith = (share: number) => 1 - (wrongCount / imageCount) * (1 - share)
  const [low, high] = wilsonInterval(missing, judged)
  return {
    before: accuracyWith(0),
    after: accuracyWith(missing / judged),
    low: accuracyWith(low),
    high: accuracyWith(high),
  }
}
