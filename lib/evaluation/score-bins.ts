import { ranking, type Truth } from './ranking'

export type ScoreBin = {
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
