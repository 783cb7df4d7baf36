import type { AggregationResult } from './aggregation-result'

/** What the newest look of an expert at a candidate came to; one entry of each column a candidate. */
export type AdjudicatedAnswers = {
  candidate: Int32Array
  /** 0 no, 1 maybe, 2 yes. */
  answer: Uint8Array
}

/** Whether each candidate was judged to hold. Int8Array[C]: 1 yes, 0 no or maybe, −1 nobody looked. */
export function adjudicatedTruth({ candidate, answer }: AdjudicatedAnswers, candidateCount: number): Int8Array {
  const truth = new Int8Array(candidateCount).fill(-1)
  for (let at = 0; at < candidate.length; at++) truth[candidate[at]!] = answer[at] === 2 ? 1 : 0
  return truth
}

/**
 * The result with every adjudicated candidate at its truth: score 1 where the answer is yes, 0 where it is no or maybe, as
 * for all golden answers, and no interval, since nothing is estimated any more.
 *
 * It is the last step after any method, and touches nothing else. Candidates come before an expert because raters differ
 * about them: matrices learned from such truths would take everyone for worse than they are, so no method sees them.
 * Shapes: C candidates, K hidden classes. With K = 3 the classes are the answers, else class 1 is that the label holds.
 */
export function withAdjudicated(
  result: AggregationResult,
  adjudicated: AdjudicatedAnswers | undefined,
): AggregationResult {
  if (!adjudicated || adjudicated.candidate.length === 0) return result
  const { classCount } = result
  const score = result.score.slice()
  const posterior = result.posterior.slice()
  const interval = result.interval && {
    ...result.interval,
    low: result.interval.low.slice(),
    high: result.interval.high.slice(),
  }
  for (let at = 0; at < adjudicated.candidate.length; at++) {
    const candidate = adjudicated.candidate[at]!
    const answer = adjudicated.answer[at]!
    const holds = answer === 2 ? 1 : 0
    score[candidate] = holds
    posterior.fill(0, candidate * classCount, (candidate + 1) * classCount)
    posterior[candidate * classCount + (classCount === 3 ? answer : holds)] = 1
    interval?.low.fill(Number.NaN, candidate, candidate + 1)
    interval?.high.fill(Number.NaN, candidate, candidate + 1)
  }
  return { ...result, score, posterior, interval }
}
