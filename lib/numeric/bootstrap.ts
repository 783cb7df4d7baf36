import type { Random } from './seeded-random'

/**
 * Draws as many times as there are counts, with replacement, and sets each count to how often its index was drawn: the
 * weights of one bootstrap replicate.
 *
 * Source: Efron & Tibshirani (1993), An Introduction to the Bootstrap, chapter 6.
 * Cost:   O(n) time, allocates nothing.
 */
export function countDraws(random: Random, counts: Int32Array) {
  const total = counts.length
  counts.fill(0)
  for (let draw = 0; draw < total; draw++) counts[Math.floor(random() * total)]!++
}

/** Rows of sums, one per cluster of each group; those of group g are groupStart[g] up to groupStart[g + 1]. */
export type ClusterRows = {
  /** Int32Array[groups + 1], rising. */
  groupStart: Int32Array
  /** [entries] the row of the entry, −1 for an entry without a group. */
  rowOf: Int32Array
}

/**
 * Assigns a row to each cluster of each group, so that its entries can be summed there once and resampled often.
 *
 * Shapes: E entries, G groups. `group` Int32Array[E], −1 for none; `cluster` Int32Array[E]; the entries of a cluster
 *         must be adjacent.
 * Cost:   O(E + G) time, 4 bytes per entry and 12 per group.
 */
export function clusterRows(group: Int32Array, cluster: Int32Array, groupCount: number): ClusterRows {
  const groupStart = new Int32Array(groupCount + 1)
  const lastCluster = new Int32Array(groupCount).fill(-1)
  for (let entry = 0; entry < group.length; entry++) {
    const own = group[entry]!
    if (own < 0 || lastCluster[own] === cluster[entry]) continue
    lastCluster[own] = cluster[entry]!
    groupStart[own + 1]!++
  }
  for (let index = 0; index < groupCount; index++) groupStart[index + 1]! += groupStart[index]!
  lastCluster.fill(-1)
  const nextRow = groupStart.slice(0, groupCount)
  const rowOf = new Int32Array(group.length).fill(-1)
  for (let entry = 0; entry < group.length; entry++) {
    const own = group[entry]!
    if (own < 0) continue
    if (lastCluster[own] !== cluster[entry]) {
      lastCluster[own] = cluster[entry]!
      nextRow[own]!++
    }
    rowOf[entry] = nextRow[own]! - 1
  }
  return { groupStart, rowOf }
}

/** Returns the indices from 0 sorted by cluster, stable; O(n + clusters) by counting sort. */
export function inClusterOrder(cluster: Int32Array, clusterCount: number): Int32Array {
  const next = new Int32Array(clusterCount + 1)
  for (let index = 0; index < cluster.length; index++) next[cluster[index]! + 1]!++
  for (let index = 0; index < clusterCount; index++) next[index + 1]! += next[index]!
  const order = new Int32Array(cluster.length)
  for (let index = 0; index < cluster.length; index++) order[next[cluster[index]!]!++] = index
  return order
}

/**
 * Sums rows drawn with replacement, as many as there are, for each bootstrap replicate.
 *
 * Shapes: N rows of W values, column-major in `columns` Float64Array[W × N], which makes the sums fast. `sums`
 *         Float64Array[replicates × W], row-major, is overwritten; `draws` Int32Array[N] is scratch space.
 * Cost:   O(replicates × N × W) time, allocates nothing. Deterministic for a given `random`.
 */
export function bootstrapSums(columns: Float64Array, random: Random, sums: Float64Array, draws: Int32Array) {
  const rowCount = draws.length
  const width = columns.length / rowCount
  for (let to = 0; to < sums.length; to += width) {
    countDraws(random, draws)
    let column = 0
    for (; column + 4 <= width; column += 4) addFourColumns(columns, column * rowCount, draws, sums, to + column)
    for (; column < width; column++) {
      const from = column * rowCount
      let sum = 0
      for (let row = 0; row < rowCount; row++) sum += draws[row]! * columns[from + row]!
      sums[to + column] = sum
    }
  }
}

/** Four sums at once, since in a single sum each addition waits for the previous one. */
function addFourColumns(columns: Float64Array, from: number, draws: Int32Array, sums: Float64Array, to: number) {
  const rowCount = draws.length
  const second = from + rowCount
  const third = second + rowCount
  const fourth = third + rowCount
  let sum0 = 0
  let sum1 = 0
  let sum2 = 0
  let sum3 = 0
  for (let row = 0; row < rowCount; row++) {
    const times = draws[row]!
    sum0 += times * columns[from + row]!
    sum1 += times * columns[second + row]!
    sum2 += times * columns[third + row]!
    sum3 += times * columns[fourth + row]!
  }
  sums[to] = sum0
  sums[to + 1] = sum1
  sums[to + 2] = sum2
  sums[to + 3] = sum3
}
