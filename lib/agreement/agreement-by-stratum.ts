import { answerAt, raterAt, type VoteTable } from '@/lib/aggregation/vote-table'
import { type ClusterRows, clusterRows, inClusterOrder } from '@/lib/numeric/bootstrap'
import {
  fillMeasures,
  fixExpectedDisagreement,
  type MeasureName,
  measureMemory,
  measureNames,
} from './agreement-measures'
import { addItem, addVote, checkItemColumn, rowLayout } from './agreement-rows'
import { groupMeasurer, type IntervalOptions, largestGroup, type Measure } from './bootstrap-measures'
import { countItem, itemCounts } from './item-counts'

/** Agreement within a group of votes. Every figure counts only items with at least two votes. */
export type Agreement = Record<MeasureName, Measure> & {
  itemCount: number
  /** Votes on those items. Per rater: the rater's own. */
  voteCount: number
  /** Pairs of votes on the same item. Per rater: those that include one of the rater's votes. */
  pairCount: number
  /** Number of resampled units (images). */
  clusterCount: number
}

export type ClusterOptions = IntervalOptions & {
  /** [items] cluster (image) of each item. */
  itemCluster: Int32Array
  clusterCount: number
}

export type StratumOptions = ClusterOptions & {
  /** [items] class, class group or day of each item; −1 for none. */
  itemStratum: Int32Array
  stratumCount: number
}

/** Computes agreement over all items. See `agreementByStratum`. */
export function agreementOverall(votes: VoteTable, options: ClusterOptions): Agreement {
  return agreementByStratum(votes, { ...options, itemStratum: new Int32Array(votes.itemCount), stratumCount: 1 })[0]!
}

/**
 * Computes agreement within each stratum. Returns one entry per stratum, each figure with its interval. Chance
 * agreement is that of the stratum's own votes, so alpha can be low in a stratum where nearly all votes are equal, and
 * alpha and kappa of a stratum with one item are null.
 *
 * Errors: RangeError if a column does not match the items, an index is out of range, or an interval option is invalid.
 * Cost:   O(votes + replicates × R) time and 8 × (A² / 2 + 1.5 A + 3) × R bytes, where R is the number of clusters over
 *         all strata. Deterministic.
 */
export function agreementByStratum(votes: VoteTable, options: StratumOptions): Agreement[] {
  const { itemCluster, clusterCount, itemStratum, stratumCount } = options
  checkItemColumn('itemCluster', itemCluster, votes, { count: clusterCount, lowest: 0 })
  checkItemColumn('itemStratum', itemStratum, votes, { count: stratumCount, lowest: -1 })
  const { itemCount, itemStart } = votes
  const layout = rowLayout(votes.answerCount)
  const order = inClusterOrder(itemCluster, clusterCount)
  const group = new Int32Array(itemCount)
  const cluster = new Int32Array(itemCount)
  const sizes = groupSizes(stratumCount)
  for (let entry = 0; entry < itemCount; entry++) {
    const item = order[entry]!
    const total = itemStart[item + 1]! - itemStart[item]!
    group[entry] = total < 2 ? -1 : itemStratum[item]!
    cluster[entry] = itemCluster[item]!
    if (group[entry]! < 0) continue
    sizes.items[group[entry]!]!++
    sizes.votes[group[entry]!]! += total
    sizes.pairs[group[entry]!]! += (total * (total - 1)) / 2
  }
  const found = clusterRows(group, cluster, stratumCount)
  const rows = new Float64Array(found.groupStart[stratumCount]! * layout.width)
  const counts = itemCounts(votes.answerCount)
  for (let entry = 0; entry < itemCount; entry++) {
    if (group[entry]! < 0) continue
    countItem(votes, order[entry]!, counts)
    addItem(counts, layout, rows, found.rowOf[entry]! * layout.width)
  }
  return measureGroups({ rows, found, sizes, options, room: measureMemory(layout) }).map(withoutChanceOfOneItem)
}

const undefinedMeasure: Measure = { value: null, interval: null, replicates: 0 }

/** Chance agreement of a single item is its own agreement, so that alpha and kappa would be 0 however raters answer. */
const withoutChanceOfOneItem = (agreement: Agreement): Agreement =>
  agreement.itemCount > 1
    ? agreement
    : {
        ...agreement,
        alphaNominal: undefinedMeasure,
        alphaOrdinal: undefinedMeasure,
        fleissKappa: undefinedMeasure,
      }

/**
 * Computes the agreement of each rater with all others, from the pairs of votes that include one of the rater's.
 * Returns one entry per rater.
 *
 * Observed disagreement is the rater's own: each of the rater's votes counts once, however many others are on its item.
 * Expected disagreement is that of all votes, the same for every rater and fixed in the intervals. Therefore the mean
 * of the raters' alphas, weighted by their votes, is the alpha of all votes; with equal numbers of votes per item the
 * same holds for Fleiss' kappa. Two votes of a rater on one item are a pair as well.
 *
 * Errors and cost as for `agreementByStratum`, where R is the number of clusters over all raters, and 12 bytes per
 * vote.
 */
export function agreementByRater(votes: VoteTable, options: ClusterOptions): Agreement[] {
  const { itemCluster, clusterCount } = options
  checkItemColumn('itemCluster', itemCluster, votes, { count: clusterCount, lowest: 0 })
  const { itemCount, raterCount, answerCount, itemStart } = votes
  const layout = rowLayout(answerCount)
  const order = inClusterOrder(itemCluster, clusterCount)
  const group = new Int32Array(votes.voteCount)
  const cluster = new Int32Array(votes.voteCount)
  const sizes = groupSizes(raterCount)
  const lastItem = new Int32Array(raterCount).fill(-1)
  for (let index = 0, entry = 0; index < itemCount; index++) {
    const item = order[index]!
    const others = itemStart[item + 1]! - itemStart[item]! - 1
    for (let index = itemStart[item]!; index < itemStart[item + 1]!; index++, entry++) {
      const rater = raterAt(votes, index)
      group[entry] = others > 0 ? rater : -1
      cluster[entry] = itemCluster[item]!
      if (others === 0) continue
      if (lastItem[rater] !== item) sizes.items[rater]!++
      lastItem[rater] = item
      sizes.votes[rater]!++
      sizes.pairs[rater]! += others
    }
  }
  const found = clusterRows(group, cluster, raterCount)
  const rows = new Float64Array(found.groupStart[raterCount]! * layout.width)
  const all = new Float64Array(layout.width)
  const counts = itemCounts(answerCount)
  for (let index = 0, entry = 0; index < itemCount; index++) {
    const item = order[index]!
    countItem(votes, item, counts)
    if (counts.total > 1) addItem(counts, layout, all, 0)
    for (let index = itemStart[item]!; index < itemStart[item + 1]!; index++, entry++) {
      if (counts.total > 1) addVote(answerAt(votes, index), counts, layout, rows, found.rowOf[entry]! * layout.width)
    }
  }
  const room = measureMemory(layout)
  fixExpectedDisagreement(room, all)
  return measureGroups({ rows, found, sizes, options, room })
}

type GroupSizes = { items: Float64Array; votes: Float64Array; pairs: Float64Array }

const groupSizes = (groupCount: number): GroupSizes => ({
  items: new Float64Array(groupCount),
  votes: new Float64Array(groupCount),
  pairs: new Float64Array(groupCount),
})

function measureGroups(of: {
  rows: Float64Array
  found: ClusterRows
  sizes: GroupSizes
  options: IntervalOptions
  room: ReturnType<typeof measureMemory>
}): Agreement[] {
  const { rows, sizes, room } = of
  const { groupStart } = of.found
  const shape = {
    width: room.layout.width,
    measureCount: measureNames.length,
    largestGroup: largestGroup(groupStart),
  }
  const measure = groupMeasurer(shape, (sums, at, values, to) => fillMeasures(room, sums, at, values, to), of.options)
  return Array.from({ length: groupStart.length - 1 }, (_, group) => {
    const [alphaNominal, alphaOrdinal, fleissKappa, rawAgreement] = measure(
      rows,
      groupStart[group]!,
      groupStart[group + 1]!,
    )
    return {
      itemCount: sizes.items[group]!,
      voteCount: sizes.votes[group]!,
      pairCount: sizes.pairs[group]!,
      clusterCount: groupStart[group + 1]! - groupStart[group]!,
      alphaNominal: alphaNominal!,
      alphaOrdinal: alphaOrdinal!,
      fleissKappa: fleissKappa!,
      rawAgreement: rawAgreement!,
    }
  })
}
