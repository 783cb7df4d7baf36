/** What is known of a pair before it is adjudicated. */
export interface OpenPair {
  /** Probability that the label holds, from the run. */
  score: number
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
 * p is the score, taken as a posterior. If experts disagree without a conclusion, p is their share of yes by Laplace's
 * rule, (yes + 1) / (asked + 2), since they have looked more carefully than raters. A label that decides whether the
 * image has any also decides whether the image counts in accuracies, so it has double weight in the order.
 *
 * Source: expected change as the value of a query is from active learning (Settles, Craven & Ray 2008, NIPS 20);
 *         ranking labels for relabelling by the posterior is from Bernhardt et al. (2022), Nat. Commun. 13:1161. The
 *         weight is ours.
 * Errors: none; a score outside 0 to 1 gives a change outside 0 to 1.
 */
export function expectedChange({ score, threshold, experts, labelCount }: OpenPair): ExpectedChange {
  const isKept = score >= threshold
  const probability = experts ? (experts.yes + 1) / (experts.asked + 2) : score
  const change = isKept ? 1 - probability : probability
  const isOnlyLabel = labelCount === (isKept ? 1 : 0)
  return { change, gain: isOnlyLabel ? 2 * change : change }
}
