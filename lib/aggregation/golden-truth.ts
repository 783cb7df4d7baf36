import type { AggregationInput, GoldenAnswers } from './aggregation-method'

/** The number of experts who must say yes, or more than half of those who answered the candidate. */
export type MinimumYes = number | 'majority'

export type GoldenTruth = {
  /** Int8Array[C]: 1 the label holds, 0 it does not, −1 no expert has answered. */
  truth: Int8Array
  goldenCount: number
  positiveCount: number
}

/**
 * Derives each candidate's truth from the experts' answers. Only a yes counts for a label; maybe and no do not.
 * Candidates with `isIgnored` 1 are treated as if no expert had answered.
 */
export function goldenTruth(
  golden: GoldenAnswers,
  candidateCount: number,
  minimumYes: MinimumYes,
  isIgnored?: Uint8Array,
): GoldenTruth {
  const asked = new Int32Array(candidateCount)
  const yes = new Int32Array(candidateCount)
  for (let index = 0; index < golden.candidate.length; index++) {
    if (golden.isExpert[index] !== 1 || isIgnored?.[golden.candidate[index]!] === 1) continue
    asked[golden.candidate[index]!]!++
    if (golden.answer[index] === 2) yes[golden.candidate[index]!]!++
  }
  const truth = new Int8Array(candidateCount).fill(-1)
  let goldenCount = 0
  let positiveCount = 0
  for (let candidate = 0; candidate < candidateCount; candidate++) {
    if (asked[candidate] === 0) continue
    const holds = minimumYes === 'majority' ? 2 * yes[candidate]! > asked[candidate]! : yes[candidate]! >= minimumYes
    truth[candidate] = holds ? 1 : 0
    goldenCount++
    if (holds) positiveCount++
  }
  return { truth, goldenCount, positiveCount }
}

/**
 * Derives the truth of the golden candidates by which methods are judged: those with votes, on images drawn at random. A
 * candidate that no rater was asked about says nothing about how votes are weighed. Golden images have many of them: all
 * predictions of the models, of which a plan asks about few, and all candidates of unanimous images.
 */
export function judgedTruth(
  { votes, goldenAnswers, isChosen }: Pick<AggregationInput, 'votes' | 'goldenAnswers' | 'isChosen'>,
  minimumYes: MinimumYes,
): GoldenTruth {
  const { itemCount, itemStart } = votes
  const isIgnored = Uint8Array.from({ length: itemCount }, (_, item) =>
    isChosen?.[item] === 1 || itemStart[item] === itemStart[item + 1] ? 1 : 0,
  )
  return goldenTruth(goldenAnswers, itemCount, minimumYes, isIgnored)
}

/** Returns the candidates whose truth the experts established, ascending. Cost: O(golden answers), not O(C). */
export const candidatesWithKnownTruth = (golden: GoldenAnswers, truth: Int8Array): Int32Array =>
  Int32Array.from(new Set(golden.candidate))
    .sort()
    .filter((candidate) => truth[candidate]! >= 0)

/** What golden answers add to EM with two hidden classes. */
export type GoldenEvidence = {
  /** Int8Array[C]: 1 the label holds, 0 it does not, −1 no expert has answered. */
  truth: Int8Array
  /**
   * Int8Array[C], shared: the same, but −1 without votes: candidates that nobody is asked about, such as those of
   * unanimous images, would bias priors of those that raters are asked about.
   */
  fixedClass: Int8Array
  /** Float64Array[R * A * 2], cell-major: raters' golden answers to candidates of known truth. */
  counts: Float64Array
  goldenCount: number
}

/** Returns the experts' truth and what raters answered where it is known. */
export function goldenEvidence(
  { votes, goldenAnswers }: Pick<AggregationInput, 'votes' | 'goldenAnswers'>,
  minimumYes: MinimumYes,
): GoldenEvidence {
  const { truth, goldenCount } = goldenTruth(goldenAnswers, votes.itemCount, minimumYes)
  const fixedClass = new Int8Array(new SharedArrayBuffer(votes.itemCount))
  fixedClass.set(truth.map((known, item) => (votes.itemStart[item] === votes.itemStart[item + 1] ? -1 : known)))
  const counts = new Float64Array(votes.raterCount * votes.answerCount * 2)
  const { person, candidate, answer, isExpert } = goldenAnswers
  for (let at = 0; at < person.length; at++) {
    const holds = truth[candidate[at]!]!
    if (isExpert[at] === 0 && holds >= 0) counts[2 * (person[at]! * votes.answerCount + answer[at]!) + holds]!++
  }
  return { truth, fixedClass, counts, goldenCount }
}
