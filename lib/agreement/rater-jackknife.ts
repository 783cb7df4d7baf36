import { answerAt, raterAt, type VoteTable } from '@/lib/aggregation/vote-table'
import { fillMeasures, type MeasureName, measureMemory, measureNames } from './agreement-measures'
import { addItem, rowLayout } from './agreement-rows'
import { countItem, itemCounts } from './item-counts'

/** How much the measures of agreement depend on the selection of raters. */
export interface RaterDeviations {
  /** Raters with a vote on an item that others voted on too. */
  raterCount: number
  /** Standard errors with raters as a sample. Null if a measure is undefined without one of them. */
  deviation: Record<MeasureName, number | null>
}

/**
 * Computes standard errors of agreement by leaving out one rater at a time (jackknife). Raters are treated as a sample
 * of possible raters, as images are. A bootstrap over raters would compare copies of a rater with each other.
 *
 * Source: Efron & Tibshirani (1993), chapter 11: √((R − 1) / R · Σ (θ_r − mean θ)²) over R raters. Null with fewer than
 *         three raters.
 * Cost:   O(votes · votes on an item) time, 16 (A² / 2 + 1.5 A + 3) bytes per rater.
 */
export function raterDeviations(votes: VoteTable): RaterDeviations | null {
  const { itemCount, itemStart, raterCount, answerCount } = votes
  const layout = rowLayout(answerCount)
  const { width } = layout
  const all = new Float64Array(width)
  // Sums of the items each rater voted on, with the rater's votes and without them.
  const whole = new Float64Array(raterCount * width)
  const rest = new Float64Array(raterCount * width)
  const lastItem = new Int32Array(raterCount).fill(-1)
  const counts = itemCounts(answerCount)
  const item = new Float64Array(width)
  for (let at = 0; at < itemCount; at++) {
    countItem(votes, at, counts)
    if (counts.total < 2) continue
    const [start, end] = [itemStart[at]!, itemStart[at + 1]!]
    item.fill(0)
    addItem(counts, layout, item, 0)
    for (let column = 0; column < width; column++) all[column]! += item[column]!
    for (let index = start; index < end; index++) {
      const rater = raterAt(votes, index)
      if (lastItem[rater] === at) continue
      lastItem[rater] = at
      for (let column = 0; column < width; column++) whole[rater * width + column]! += item[column]!
      const own = (sign: 1 | -1) => {
        for (let other = index; other < end; other++) {
          if (raterAt(votes, other) !== rater) continue
          counts.count[answerAt(votes, other)]! += sign
          counts.total += sign
        }
      }
      own(-1)
      if (counts.total > 1) addItem(counts, layout, rest, rater * width)
      own(1)
    }
  }
  const raters = Array.from(lastItem.keys()).filter((rater) => lastItem[rater]! >= 0)
  if (raters.length < 3) return null
  const values = new Float64Array(raters.length * measureNames.length)
  const row = new Float64Array(width)
  const room = measureMemory(layout)
  for (const [index, rater] of raters.entries()) {
    for (let column = 0; column < width; column++)
      row[column] = all[column]! - whole[rater * width + column]! + rest[rater * width + column]!
    fillMeasures(room, row, 0, values, index * measureNames.length)
  }
  const deviation = measureNames.map((name, measure) => {
    const left = Float64Array.from(raters, (_, index) => values[index * measureNames.length + measure]!)
    return [name, jackknifeDeviation(left)] as const
  })
  return { raterCount: raters.length, deviation: Object.fromEntries(deviation) as RaterDeviations['deviation'] }
}

function jackknifeDeviation(left: Float64Array): number | null {
  const mean = left.reduce((sum, value) => sum + value, 0) / left.length
  if (!Number.isFinite(mean)) return null
  const squares = left.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return Math.sqrt(((left.length - 1) / left.length) * squares)
}
