/** What is known of a pair before anyone looks at it again. */
export interface OpenPair {
  /** Probability that the label holds, as the run has it. */
  score: number
  /** A label is kept at this score and above. */
  threshold: number
  /** Experts who answered about the pair, and those of them who said yes, where they differ; null where they do not. */
  experts: { asked: number; yes: number } | null
  /** Labels that the run keeps for the image. */
  labelCount: number
}

export interface ExpectedChange {
  /** Probability that the label turns, from 0 to 1. */
  change: number
  /** The change, counted twice where the image loses its only label or gets its first. */
  gain: number
}

/**
 * What adjudicating a pair is expected to change: the probability that the truth it finds lies on the other side of
 * the threshold.
 *
 * A kept label falls with the probability that it does not hold, a dropped one rises with the probability that it does:
 *   change = 1 − p if score ≥ threshold, else p.
 * p is the score, taken as a posterior. Where experts differ and came to no conclusion, they have looked harder than
 * raters, and p is their share of yes by Laplace's rule, (yes + 1) / (asked + 2). A label on which it depends whether the
 * image has one at all decides about the image too, in or out of every accuracy, so it weighs double in the order.
 *
 * Source: expected change as the worth of a query is from active learning (Settles, Craven & Ray 2008, NIPS 20); ranking
 *         labels for relabelling by the posterior is Bernhardt et al. (2022), Nat. Commun. 13:1161. The weight is ours.
 * Errors: none; a score outside 0 to 1 gives a change outside 0 to 1.
 */
export function expectedChange({ score, threshold, experts, labelCount }: OpenPair): ExpectedChange {
  const isKept = score >= threshold
  const probability = experts ? (experts.yes + 1) / (experts.asked + 2) : score
  const change = isKept ? 1 - probability : probability
  const isOnlyLabel = labelCount === (isKept ? 1 : 0)
  return { change, gain: isOnlyLabel ? 2 * change : change }
}
