import { type CalibrationMap, calibratedScore } from './calibration-map'

/** What is known of a pair before it is adjudicated. */
export interface OpenPair {
  score: number
  /** Probability that the label holds: the calibrated score, or the score without calibration. */
  probability: number
  /** Labels with this score or a higher one are kept. */
  threshold: number
  /** Experts who answered, and those of them who said yes, if they disagree; otherwise null. */
  experts: { asked: number; yes: number } | null
  /** Labels that the run keeps for the image. */
  labelCount: number
}

export interface ExpectedChange {
  /** Probability that adjudication changes the label, from 0 to 1. */
  change: number
  /** The change, doubled if the image would lose its only label or get its first. */
  gain: number
}

/**
 * Estimates what adjudicating a pair changes: the probability that its truth is on the other side of the threshold.
 *
 * A kept label changes with the probability that it does not hold, a dropped one with the probability that it does:
 *   change = 1 − p if score ≥ threshold, else p.
 * p is the probability; if experts disagree without a conclusion, it is their share of yes by Laplace's rule, (yes + 1)
 * / (asked + 2), since they have looked more carefully than raters. A label that decides whether the image has any also
 * decides whether the image counts in accuracies, so it has double weight in the order.
 *
 * Source: expected change as the value of a query is from active learning (Settles, Craven & Ray 2008, NIPS 20);
 *         ranking labels for relabelling by the posterior is from Bernhardt et al. (2022), Nat. Commun. 13:1161. The
 *         weight is ours.
 * Errors: none; a probability outside 0 to 1 gives a change outside 0 to 1.
 */
export function expectedChange({
  score,
  probability: ofRun,
  threshold,
  experts,
  labelCount,
}: OpenPair): ExpectedChange {
  const isKept = score >= threshold
  const probability = experts ? (experts.yes + 1) / (experts.asked + 2) : ofRun
  const change = isKept ? 1 - probability : probability
  const isOnlyLabel = labelCount === (isKept ? 1 : 0)
  return { change, gain: isOnlyLabel ? 2 * change : change }
}

/**
 * Returns the range of scores outside of which no label changes with a probability of `least` or more, whatever the
 * threshold: below it labels hold with less, above it with more than 1 − `least`. Without a calibration, scores are
 * taken as probabilities.
 *
 * Errors: none. Cost: O(log steps), by bisection to rounding; the range is rather a little too wide.
 */
export function changeableScoreRange(map: CalibrationMap | null, least: number): { from: number; to: number } {
  const probability = (score: number) => (map ? calibratedScore(map, score) : score)
  /** Returns the last score at which `isBefore` is true (0), or the next at which it is false (1). */
  const border = (isBefore: (score: number) => boolean, end: 0 | 1) => {
    const bounds = [0, 1] as [number, number]
    for (let halving = 0; halving < 60; halving++) {
      const middle = (bounds[0] + bounds[1]) / 2
      bounds[isBefore(middle) ? 0 : 1] = middle
    }
    return bounds[end]
  }
  const isBelow = (score: number) => probability(score) < least
  const isAbove = (score: number) => 1 - probability(score) < least
  return { from: isBelow(0) ? border(isBelow, 0) : 0, to: isAbove(1) ? border((score) => !isAbove(score), 1) : 1 }
}
