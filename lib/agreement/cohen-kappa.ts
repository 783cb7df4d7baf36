import { answerAt, raterAt, type VoteTable } from '@/lib/aggregation/vote-table'
import { clusterRows, inClusterOrder } from '@/lib/numeric/bootstrap'
import type { ClusterOptions } from './agreement-by-stratum'
import { checkItemColumn } from './agreement-rows'
import { type FillMeasures, groupMeasurer, largestGroup, type Measure } from './bootstrap-measures'

/** Weight of a disagreement: constant, by the distance of the answers, or by its square. */
type KappaWeights = 'none' | 'linear' | 'quadratic'

/**
 * Computes Cohen's kappa of two raters: agreement beyond chance, given each rater's own distribution of answers.
 *
 * Null where undefined: for an empty table, or if both raters gave the same single answer throughout. Never NaN.
 *
 * Source: Cohen (1960), Educational and Psychological Measurement 20(1):37-46; weighted: Cohen (1968), Psychological
 *         Bulletin 70(4):213-220.
 * Shapes: `table` [answerCount²], row-major: how often the first rater gave the row's answer and the second the
 *         column's.
 * Errors: RangeError if the table has another size.
 * Cost:   O(answers²) time.
 */
export function cohenKappa(
  table: ArrayLike<number>,
  answerCount: number,
  weights: KappaWeights = 'none',
): number | null {
  if (table.length !== answerCount * answerCount) {
    throw new RangeError(`A table of ${table.length} cells for ${answerCount} answers`)
  }
  return cohenKappaAt(table, 0, weights, new Float64Array(answerCount), new Float64Array(answerCount))
}

/**
 * Like `cohenKappa`, for the table at `start` in a longer array. Allocates nothing: `rowSums` and `columnSums`
 * [answerCount] are work buffers.
 */
function cohenKappaAt(
  tables: ArrayLike<number>,
  start: number,
  weights: KappaWeights,
  rowSums: Float64Array,
  columnSums: Float64Array,
): number | null {
  const answerCount = rowSums.length
  let total = 0
  let observed = 0
  rowSums.fill(0)
  columnSums.fill(0)
  for (let row = 0; row < answerCount; row++) {
    for (let column = 0; column < answerCount; column++) {
      const count = tables[start + row * answerCount + column]!
      rowSums[row]! += count
      columnSums[column]! += count
      total += count
      observed += count * penalty(weights, row, column)
    }
  }
  let expected = 0
  for (let row = 0; row < answerCount; row++) {
    for (let column = 0; column < answerCount; column++) {
      expected += rowSums[row]! * columnSums[column]! * penalty(weights, row, column)
    }
  }
  return expected > 0 ? 1 - (observed * total) / expected : null
}

function penalty(weights: KappaWeights, row: number, column: number): number {
  if (weights === 'none') return row === column ? 0 : 1
  const steps = Math.abs(row - column)
  return weights === 'linear' ? steps : steps * steps
}

/** Agreement of two raters on the items that both answered. `raterA` is the lower index. */
export type PairAgreement = {
  raterA: number
  raterB: number
  sharedItems: number
  /** Clusters (images) of the shared items, which are resampled. */
  clusterCount: number
  kappa: Measure
  /** Share of shared items on which both gave the same answer. */
  agreement: Measure
}

type PairOptions = {
  /** Pairs with fewer shared items are omitted. Defaults to 1. */
  minimumShared?: number
  weights?: KappaWeights
  /** Without it there are no intervals. */
  bootstrap?: ClusterOptions
}

/**
 * Computes Cohen's kappa and raw agreement of every two raters with enough shared items, sorted by raterA, then raterB.
 *
 * If a rater voted twice on an item, each of these votes is paired with each vote of the other rater.
 *
 * Shapes: see `cohenKappa`. At most raters² / 2 entries.
 * Errors: RangeError if a column of the bootstrap does not match the items or an option is invalid.
 * Cost:   O(votes + P + found pairs × answers²) time, where P is the number of pairs of votes on the same item;
 *         intervals add replicates × answers² × (clusters of all pairs). 8 bytes per vote, and the memory of one
 *         rater's pairs. Deterministic.
 */
export function cohenKappaByPair(votes: VoteTable, options: PairOptions = {}): PairAgreement[] {
  const { minimumShared = 1, weights = 'none', bootstrap } = options
  const { itemCount, raterCount, answerCount, itemStart } = votes
  const { itemCluster, clusterCount, ...interval } = bootstrap ?? withoutBootstrap(itemCount)
  checkItemColumn('itemCluster', itemCluster, votes, { count: clusterCount, lowest: 0 })
  const width = answerCount * answerCount
  const fill = fillPairMeasures(answerCount, weights)
  const own = votesByRater(votes, inClusterOrder(itemCluster, clusterCount))
  const room = own.mostPartners
  const pair = new Int32Array(room)
  const cell = new Int32Array(room)
  const cluster = new Int32Array(room)
  const partner = new Int32Array(raterCount)
  const pairOfPartner = new Int32Array(raterCount).fill(-1)
  const shared = new Int32Array(raterCount)
  const lastItem = new Int32Array(raterCount).fill(-1)
  const result: PairAgreement[] = []

  for (let rater = 0; rater < raterCount; rater++) {
    let found = 0
    let pairs = 0
    for (let vote = own.start[rater]!; vote < own.start[rater + 1]!; vote++) {
      const item = own.item[vote]!
      for (let position = itemStart[item]!; position < itemStart[item + 1]!; position++) {
        const other = raterAt(votes, position)
        if (other <= rater) continue
        let index = pairOfPartner[other]!
        if (index < 0) {
          index = found++
          pairOfPartner[other] = index
          partner[index] = other
          shared[index] = 0
          lastItem[index] = -1
        }
        if (lastItem[index] !== item) shared[index]!++
        lastItem[index] = item
        pair[pairs] = index
        cell[pairs] = own.answer[vote]! * answerCount + answerAt(votes, position)
        cluster[pairs++] = itemCluster[item]!
      }
    }
    const { groupStart, rowOf } = clusterRows(pair.subarray(0, pairs), cluster.subarray(0, pairs), found)
    const rows = new Float64Array(groupStart[found]! * width)
    for (let index = 0; index < pairs; index++) rows[rowOf[index]! * width + cell[index]!]!++
    const shape = { width, measureCount: 2, largestGroup: largestGroup(groupStart) }
    const measure = groupMeasurer(shape, fill, interval)
    for (let index = 0; index < found; index++) {
      pairOfPartner[partner[index]!] = -1
      if (shared[index]! < minimumShared) continue
      const [kappa, agreement] = measure(rows, groupStart[index]!, groupStart[index + 1]!)
      result.push({
        raterA: rater,
        raterB: partner[index]!,
        sharedItems: shared[index]!,
        clusterCount: groupStart[index + 1]! - groupStart[index]!,
        kappa: kappa!,
        agreement: agreement!,
      })
    }
  }
  return result.sort((one, other) => one.raterA - other.raterA || one.raterB - other.raterB)
}

/** All items as one cluster, so that nothing is resampled. */
const withoutBootstrap = (itemCount: number): ClusterOptions => ({
  itemCluster: new Int32Array(itemCount),
  clusterCount: 1,
  seed: 0,
  replicates: 1,
})

function fillPairMeasures(answerCount: number, weights: KappaWeights): FillMeasures {
  const rowSums = new Float64Array(answerCount)
  const columnSums = new Float64Array(answerCount)
  return (tables, start, values, to) => {
    values[to] = cohenKappaAt(tables, start, weights, rowSums, columnSums) ?? Number.NaN
    let total = 0
    let equal = 0
    for (let answer = 0; answer < answerCount; answer++) {
      total += rowSums[answer]!
      equal += tables[start + answer * answerCount + answer]!
    }
    values[to + 1] = total > 0 ? equal / total : Number.NaN
  }
}

/** Groups items and answers by rater, items in the given order. */
function votesByRater(votes: VoteTable, order: Int32Array) {
  const { raterCount, voteCount, itemStart } = votes
  const start = new Int32Array(raterCount + 1)
  const item = new Int32Array(voteCount)
  const answer = new Int32Array(voteCount)
  const partners = new Float64Array(raterCount)
  for (let index = 0; index < voteCount; index++) start[raterAt(votes, index) + 1]!++
  for (let rater = 0; rater < raterCount; rater++) start[rater + 1]! += start[rater]!
  const next = start.slice(0, raterCount)
  for (let index = 0; index < order.length; index++) {
    const end = itemStart[order[index]! + 1]!
    for (let position = itemStart[order[index]!]!; position < end; position++) {
      const rater = raterAt(votes, position)
      item[next[rater]!] = order[index]!
      answer[next[rater]!++] = answerAt(votes, position)
      partners[rater]! += end - itemStart[order[index]!]! - 1
    }
  }
  const mostPartners = partners.reduce((most, count) => Math.max(most, count), 0)
  return { start, item, answer, mostPartners }
}
