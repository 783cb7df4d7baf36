import { bootstrapSums } from '@/lib/numeric/bootstrap'
import { percentileInterval } from '@/lib/numeric/quantiles'
import { seededRandom } from '@/lib/numeric/seeded-random'

export type IntervalOptions = {
  /** An integer from 0 to 2^32 − 1. The same seed gives the same intervals. */
  seed: number
  /** Number of bootstrap resamples of the clusters. */
  replicates: number
  /** Coverage of the intervals. Defaults to 0.95. */
  level?: number
}

/** A figure with its interval, both null where undefined. */
export type Measure = {
  value: number | null
  /**
   * Percentile interval over the replicates in which the figure is defined. Null with fewer than two clusters, because
   * nothing can be resampled, and if the figure is undefined in more than half of the replicates.
   */
  interval: [low: number, high: number] | null
  /** Number of replicates that the interval is based on. */
  replicates: number
}

/** Writes the figures of the sums at `start` to `values`, starting at `to`. NaN where undefined. */
export type FillMeasures = (sums: Float64Array, start: number, values: Float64Array, to: number) => void

/** Measures one group after another in memory that is allocated once. */
export type GroupMeasurer = (rows: Float64Array, from: number, to: number) => Measure[]

/**
 * Returns a function that computes figures from sums over clusters, with percentile bootstrap intervals. Whole clusters
 * are resampled, because votes on one image are dependent.
 *
 * Each group restarts the random numbers from the seed, so that its intervals do not depend on the other groups.
 *
 * Source: Efron & Tibshirani (1993), chapters 6 and 13; clusters: Davison & Hinkley (1997), chapter 3.8.
 * Errors: RangeError unless `replicates` is an integer >= 1, 0 < `level` < 1, and the seed is valid.
 * Cost:   O(replicates × (clusters × width + measures)) time per group.
 */
export function groupMeasurer(
  { width, measureCount, largestGroup }: { width: number; measureCount: number; largestGroup: number },
  fillMeasures: FillMeasures,
  { seed, replicates, level = 0.95 }: IntervalOptions,
): GroupMeasurer {
  if (!Number.isInteger(replicates) || replicates < 1) throw new RangeError(`${replicates} replicates`)
  if (!(level > 0 && level < 1)) throw new RangeError(`A level is above 0 and below 1, not ${level}`)
  seededRandom(seed)
  const total = new Float64Array(width)
  const sums = new Float64Array(replicates * width)
  const columns = new Float64Array(largestGroup * width)
  const draws = new Int32Array(largestGroup)
  const values = new Float64Array((replicates + 1) * measureCount)
  const defined = new Float64Array(replicates)

  function intervalOf(measure: number, clusterCount: number): Measure {
    const value = values[replicates * measureCount + measure]!
    if (Number.isNaN(value)) return { value: null, interval: null, replicates: 0 }
    let count = 0
    for (let index = measure; clusterCount > 1 && index < replicates * measureCount; index += measureCount) {
      if (!Number.isNaN(values[index])) defined[count++] = values[index]!
    }
    if (2 * count < replicates) return { value, interval: null, replicates: count }
    return { value, interval: percentileInterval(defined.subarray(0, count), level), replicates: count }
  }

  return (rows, from, to) => {
    const rowCount = to - from
    total.fill(0)
    for (let row = 0, index = from * width; row < rowCount; row++) {
      for (let column = 0; column < width; column++, index++) {
        total[column]! += rows[index]!
        columns[column * rowCount + row] = rows[index]!
      }
    }
    fillMeasures(total, 0, values, replicates * measureCount)
    if (rowCount > 1) {
      const ofGroup = columns.subarray(0, rowCount * width)
      bootstrapSums(ofGroup, seededRandom(seed), sums, draws.subarray(0, rowCount))
      for (let index = 0; index < replicates; index++) {
        fillMeasures(sums, index * width, values, index * measureCount)
      }
    }
    return Array.from({ length: measureCount }, (_, measure) => intervalOf(measure, rowCount))
  }
}

/** Returns the largest number of rows in a group. */
export function largestGroup(groupStart: Int32Array): number {
  let largest = 0
  for (let group = 1; group < groupStart.length; group++) {
    largest = Math.max(largest, groupStart[group]! - groupStart[group - 1]!)
  }
  return largest
}
