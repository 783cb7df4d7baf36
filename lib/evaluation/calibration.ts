import { wilsonInterval } from '@/lib/numeric/wilson-interval'
import type { Truth } from './ranking'
import { type Binning, scoreBins } from './score-bins'

export type ReliabilityBin = {
  /** Scores in the bin lie from here to there: its borders if of equal width, else its lowest and highest score. */
  from: number
  to: number
  count: number
  meanScore: number
  /** Share of its pairs that hold; of calibrated scores, their mean. */
  shareTrue: number
  /** 95 % Wilson interval of that share. */
  interval: [low: number, high: number]
}

export type BrierScore = {
  /** Mean squared difference of score and truth: 0 at best. Equals reliability − resolution + uncertainty + withinBins. */
  score: number
  /** How far the bins' mean scores are from their shares of pairs that hold: 0 when calibrated. */
  reliability: number
  /** How far those shares are from the share over all: the more the better. */
  resolution: number
  /** Variance of the truth itself, which no score changes. */
  uncertainty: number
  /** What scores that differ within a bin add; below 0 where they tell true from false there. 0 if they do not differ. */
  withinBins: number
}

const average = (pairs: Int32Array, of: (pair: number) => number): number =>
  pairs.reduce((sum, pair) => sum + of(pair), 0) / pairs.length

/**
 * How often pairs hold whose score is about so large: the data of a reliability diagram, by rising score. Bins without
 * a pair are left out, as are pairs of unknown truth; no pairs, no bins.
 *
 * Errors: RangeError when the lengths differ, a score is no probability, or `binCount` is no integer above 0.
 * Cost:   O(n log n) time.
 */
export function reliability(
  score: Float64Array,
  truth: Truth,
  binCount: number,
  binning: Binning = 'equal-width',
): ReliabilityBin[] {
  return scoreBins(score, truth, binCount, binning).map(({ pairs, from, to }) => {
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

/** Mean over pairs of how far their bin's mean score is from its share that holds: 0 when calibrated. Null without bins. */
export function expectedCalibrationError(bins: readonly ReliabilityBin[]): number | null {
  const total = bins.reduce((sum, { count }) => sum + count, 0)
  if (total === 0) return null
  return bins.reduce((sum, bin) => sum + bin.count * Math.abs(bin.meanScore - bin.shareTrue), 0) / total
}

/**
 * The Brier score and what it is made of, over the same bins as `reliability`. Null without a pair of known truth.
 *
 * Source: Murphy (1973), J. Appl. Meteor. 12:595-600, exact only when all scores of a bin are the same; the rest is the
 *         variance and covariance within bins of Stephenson, Coelho & Jolliffe (2008), Weather Forecast. 23:752-757.
 * Errors: RangeError as in `reliability`. Cost: O(n log n) time.
 */
export function brierScore(
  score: Float64Array,
  truth: Truth,
  binCount: number,
  binning: Binning = 'equal-width',
): BrierScore | null {
  const bins = scoreBins(score, truth, binCount, binning)
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
    // Deviations of the score sum to zero in a bin, so the truth itself may stand for its deviation.
    const withinBin = (deviation: number, holds: number) => deviation * (deviation - 2 * holds)
    parts.withinBins += portion * average(pairs, (pair) => withinBin(score[pair]! - meanScore, truth[pair]!))
  }
  return parts
}
