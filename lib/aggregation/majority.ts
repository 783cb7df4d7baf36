import type { AggregationInput } from './aggregation-input'
import { type AggregationResult, forEachCandidate, type OnProgress } from './aggregation-result'

export type MajorityParameters = {
  /** What a maybe counts between no (0) and yes (1). */
  maybeWeight: number
  /** A label is kept at this score and above. */
  threshold: number
}

export const majorityDefaults: MajorityParameters = { maybeWeight: 0.5, threshold: 0.5 }

/**
 * The mean vote: yes is 1, no is 0, maybe is `maybeWeight`.
 *
 * As many yes as no give exactly 0.5, and a score at the threshold is kept, so with the defaults a tie keeps the label.
 * Shapes: C candidates. Returns score Float64Array[C]; no posterior, since a share of votes is no probability. A
 *         candidate without votes scores 0: nobody has said that it holds.
 * Cost:   O(votes) time. Deterministic; the order of votes changes nothing.
 */
export function majority(
  { votes }: AggregationInput,
  { maybeWeight }: MajorityParameters,
  onProgress?: OnProgress,
): AggregationResult {
  const { candidateCount, candidateStart, answer } = votes
  const score = new Float64Array(candidateCount)
  const scoreOne = (candidate: number) => {
    const end = candidateStart[candidate + 1]
    let maybes = 0
    let yeses = 0
    for (let place = candidateStart[candidate]; place < end; place++) {
      if (answer[place] === 1) maybes++
      else if (answer[place] === 2) yeses++
    }
    const total = end - candidateStart[candidate]
    score[candidate] = total === 0 ? 0 : (yeses + maybeWeight * maybes) / total
  }
  forEachCandidate(candidateCount, scoreOne, onProgress)
  return {
    score,
    posterior: null,
    raterParameters: null,
    logLikelihood: null,
    prior: null,
    iterations: 0,
    converged: true,
    stopReason: 'The mean needs no iteration.',
  }
}
