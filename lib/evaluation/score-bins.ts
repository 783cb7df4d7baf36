import { ranking, type Truth } from './ranking'

/**
 * `equal-width`: divides 0 to 1 into parts of the same width, a score on a border belongs to the upper one.
 * `equal-count`: about as many pairs in each; pairs with the same score stay together, so there may be fewer bins.
 */
export type Binning = 'equal-width' | 'equal-count'

export type ScoreBin = {
  /** Borders of the bin if bins have equal width, otherwise its lowest and highest score. */
  from: number
  to: number
  /** Indices of the pairs, at least one, by rising score. */
  pairs: Int32Array
}

/**
 * Splits the pairs of known truth into bins of rising score, without empty bins. Scores are probabilities.
 *
 * Errors: RangeError if the lengths differ, a score is not from 0 to 1, or `binCount` is not a positive integer.
 * Cost:   O(n log n) time.
 */
export function scoreBins(score: Float64Array, truth: Truth, binCount: number, binning: Binning): ScoreBin[] {
  if (!Number.isInteger(binCount) || binCount < 1) throw new RangeError(`There cannot be ${binCount} bins`)
  const pairs = ranking(score, truth).order.reverse()
  const lowest = score[pairs[0]!]!
  const highest = score[pairs[pairs.length - 1]!]!
  if (lowest < 0 || highest > 1) throw new RangeError(`Scores from ${lowest} to ${highest} are no probabilities`)
  const binAt = (index: number) =>
    binning === 'equal-width'
      ? equalWidthBin(score[pairs[index]!]!, binCount)
      : Math.floor((index * binCount) / pairs.length)
  const bins: ScoreBin[] = []
  for (let start = 0; start < pairs.length; ) {
    const bin = binAt(start)
    let end = start + 1
    while (end < pairs.length && (binAt(end) === bin || score[pairs[end]!] === score[pairs[end - 1]!])) end++
    const bounds =
      binning === 'equal-width'
        ? { from: bin / binCount, to: (bin + 1) / binCount }
        : { from: score[pairs[start]!]!, to: score[pairs[end - 1]!]! }
    bins.push({ ...bounds, pairs: pairs.subarray(start, end) })
    start = end
  }
  return bins
}

/** The product may round across a border (0.29 × 100 is below 29), so it is checked against the borders. */
function equalWidthBin(score: number, binCount: number): number {
  const bin = Math.floor(score * binCount)
  if (bin / binCount > score) return bin - 1
  return Math.min(binCount - 1, (bin + 1) / binCount <= score ? bin + 1 : bin)
}
