import type { AggregationInput } from './aggregation-input'
import { goldenTruth, type MinimumYes } from './golden-truth'

/** What golden answers add to EM with two hidden classes. */
export type GoldenEvidence = {
  /** Int8Array[C], shared: 1 the label holds, 0 it does not, −1 no expert has answered. */
  fixedClass: Int8Array
  /** Float64Array[R * A * 2], cell-major: raters' golden answers to candidates of known truth. */
  counts: Float64Array
  goldenCount: number
}

/** The experts' truths, and what raters answered where the truth is known. */
export function goldenEvidence(
  { votes, goldenAnswers }: Pick<AggregationInput, 'votes' | 'goldenAnswers'>,
  minimumYes: MinimumYes,
): GoldenEvidence {
  const { truth, goldenCount } = goldenTruth(goldenAnswers, votes.itemCount, minimumYes)
  const fixedClass = new Int8Array(new SharedArrayBuffer(votes.itemCount))
  fixedClass.set(truth)
  const counts = new Float64Array(votes.raterCount * votes.answerCount * 2)
  const { person, candidate, answer, isExpert } = goldenAnswers
  for (let at = 0; at < person.length; at++) {
    const holds = truth[candidate[at]!]!
    if (isExpert[at] === 0 && holds >= 0) counts[2 * (person[at]! * votes.answerCount + answer[at]!) + holds]!++
  }
  return { fixedClass, counts, goldenCount }
}
