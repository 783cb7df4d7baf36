import type { GoldenAnswers } from './aggregation-input'

/** The number of experts who must say yes, or more than half of those who answered the candidate. */
export type MinimumYes = number | 'majority'

export type GoldenTruth = {
  /** Int8Array[C]: 1 the label holds, 0 it does not, −1 no expert has answered. */
  truth: Int8Array
  goldenCount: number
  positiveCount: number
}

/**
 * What the experts' answers make true of each candidate. Only a yes counts for a label; maybe and no do not. Candidates for
 * which `isLeftOut` is 1 are passed over as if nobody had answered them.
 */
export function goldenTruth(
  golden: GoldenAnswers,
  candidateCount: number,
  minimumYes: MinimumYes,
  isLeftOut?: Uint8Array,
): GoldenTruth {
  const asked = new Int32Array(candidateCount)
  const yes = new Int32Array(candidateCount)
  for (let index = 0; index < golden.candidate.length; index++) {
    if (golden.isExpert[index] !== 1 || isLeftOut?.[golden.candidate[index]!] === 1) continue
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
