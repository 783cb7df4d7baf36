import { wilsonInterval } from '@/lib/numeric/wilson-interval'
import { ranking, type Truth } from './ranking'

type ScoreBin = {
  /** Borders of the bin. A score on a border belongs to the upper bin. */
  from: number
  to: number
  /** Indices of the pairs, at least one, by rising score. */
  pairs: Int32Array
}

/**
 * Splits the pairs of known truth into bins of equal width by rising score, without empty bins. Scores are
 * probabilities.
 *
 * Errors: RangeError if the lengths differ, a score is not from 0 to 1, or `binCount` is not a positive integer.
 * Cost:   O(n log n) time.
 */
export function scoreBins(score: Float64Array, truth: Truth, binCount: number): ScoreBin[] {
  if (!Number.isInteger(binCount) || binCount < 1) throw new RangeError(`There cannot be ${binCount} bins`)
  const pairs = ranking(score, truth).order.reverse()
  const lowest = score[pairs[0]!]!
  const highest = score[pairs[pairs.length - 1]!]!
  if (lowest < 0 || highest > 1) throw new RangeError(`Scores from ${lowest} to ${highest} are not probabilities`)
  const binAt = (index: number) => binOf(score[pairs[index]!]!, binCount)
  const bins: ScoreBin[] = []
  for (let start = 0; start < pairs.length; ) {
    const bin = binAt(start)
    let end = start + 1
    while (end < pairs.length && binAt(end) === bin) end++
    bins.push({ from: bin / binCount, to: (bin + 1) / binCount, pairs: pairs.subarray(start, end) })
    start = end
  }
  return bins
}

/** The product may round across a border (0.29 × 100 is below 29), so it is checked against the borders. */
function binOf(score: number, binCount: number): number {
  const bin = Math.floor(score * binCount)
  if (bin / binCount > score) return bin - 1
  return Math.min(binCount - 1, (bin + 1) / binCount <= score ? bin + 1 : bin)
}

export type ReliabilityBin = {
  /** Borders of the bin. */
  from: number
  to: number
  count: number
  meanScore: number
  /** Share of its pairs that hold; equals the mean score if scores are calibrated. */
  shareTrue: number
  /** 95% Wilson interval of that share. */
  interval: [low: number, high: number]
}

export type BrierScore = {
  /** Mean squared difference of score and truth: reliability − resolution + uncertainty + withinBins. 0 is best. */
  score: number
  /** Mean squared distance of the bins' mean scores from their shares of pairs that hold: 0 if calibrated. */
  reliability: number
  /** Mean squared distance of those shares from the overall share: larger is better. */
  resolution: number
  /** Variance of the truth, which no score changes. */
  uncertainty: number
  /** Contribution of score differences within bins; below 0 if they separate true from false. 0 if there are none. */
  withinBins: number
}

const average = (pairs: Int32Array, of: (pair: number) => number): number =>
  pairs.reduce((sum, pair) => sum + of(pair), 0) / pairs.length

/**
 * Computes the data of a reliability diagram: how often pairs hold, by rising score. Omits empty bins and pairs of
 * unknown truth.
 *
 * Errors: RangeError if the lengths differ, a score is not a probability, or `binCount` is not a positive integer.
 * Cost:   O(n log n) time.
 */
export function reliability(score: Float64Array, truth: Truth, binCount: number): ReliabilityBin[] {
  return scoreBins(score, truth, binCount).map(({ pairs, from, to }) => {
    const trueCount = pairs.reduce((sum, pair) => sum + truth[pair]!, 0)
    return {
      from,
      to,
      count: pairs.length,
      meanScore: average(pairs, (pair) => score[pair]!),
      shareTrue: trueCount / pairs.length,
      interval: wilsonInterval(trueCount, pairs.length),
    }
  })
}

/** Mean distance over pairs of their bin's mean score from its share that holds: 0 is best. Null without bins. */
export function expectedCalibrationError(bins: readonly ReliabilityBin[]): number | null {
  const total = bins.reduce((sum, { count }) => sum + count, 0)
  if (total === 0) return null
  return bins.reduce((sum, bin) => sum + bin.count * Math.abs(bin.meanScore - bin.shareTrue), 0) / total
}

/**
 * The Brier score and its decomposition, over the same bins as `reliability`. Null without a pair of known truth.
 *
 * Source: Murphy (1973), J. Appl. Meteor. 12:595-600, exact only if all scores of a bin are equal; `withinBins` is the
 *         within-bin variance and covariance of Stephenson, Coelho & Jolliffe (2008), Weather Forecast. 23:752-757.
 * Errors: RangeError as in `reliability`. Cost: O(n log n) time.
 */
export function brierScore(score: Float64Array, truth: Truth, binCount: number): BrierScore | null {
  const bins = scoreBins(score, truth, binCount)
  if (bins.length === 0) return null
  const total = bins.reduce((sum, { pairs }) => sum + pairs.length, 0)
  const trueCount = bins.reduce((sum, { pairs }) => pairs.reduce((own, pair) => own + truth[pair]!, sum), 0)
  const base = trueCount / total
  const parts: BrierScore = { score: 0, reliability: 0, resolution: 0, uncertainty: base * (1 - base), withinBins: 0 }
  for (const { pairs } of bins) {
    const portion = pairs.length / total
    const meanScore = average(pairs, (pair) => score[pair]!)
    const share = average(pairs, (pair) => truth[pair]!)
    parts.score += portion * average(pairs, (pair) => (score[pair]! - truth[pair]!) ** 2)
    parts.reliability += portion * (meanScore - share) ** 2
    parts.resolution += portion * (share - base) ** 2
    // Deviations of the score sum to zero in a bin, so the truth can be used in place of its deviation.
    const withinBin = (deviation: number, holds: number) => deviation * (deviation - 2 * holds)
    parts.withinBins += portion * average(pairs, (pair) => withinBin(score[pair]! - meanScore, truth[pair]!))
  }
  return parts
}
