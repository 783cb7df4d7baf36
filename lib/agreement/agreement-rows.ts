import type { VoteTable } from '@/lib/aggregation/vote-table'
import type { ItemCounts } from './item-counts'

/**
 * Sums over votes from which every measure of agreement can be computed. A row has T + A + 3 numbers for A answers and
 * T = A × (A + 1) / 2 unordered pairs of them:
 *
 * - T coincidences, both orders added: those of 0 with 0, 1, …, then of 1 with 1, 2, …
 * - A shares of answers, summed over items
 * - the agreement of each item, summed over items
 * - the number of pairs of votes
 * - the number of equal pairs
 */
export type RowLayout = { answerCount: number; shares: number; agreement: number; pairs: number; width: number }

export function rowLayout(answerCount: number): RowLayout {
  const shares = (answerCount * (answerCount + 1)) / 2
  const agreement = shares + answerCount
  return { answerCount, shares, agreement, pairs: agreement + 1, width: agreement + 3 }
}

/** Returns the index of the coincidences of two answers in a row. */
function coincidenceIndex(one: number, other: number, answerCount: number): number {
  const low = Math.min(one, other)
  return low * answerCount - (low * (low + 1)) / 2 + Math.max(one, other)
}

/** Adds all pairs of votes on an item, which must have at least two votes, to the row at `start`. */
export function addItem(counts: ItemCounts, layout: RowLayout, rows: Float64Array, start: number) {
  const { total, distinct, distinctCount, count } = counts
  const { answerCount } = layout
  let equal = 0
  for (let left = 0; left < distinctCount; left++) {
    const one = distinct[left]!
    const given = count[one]!
    equal += given * (given - 1)
    rows[start + layout.shares + one]! += given / total
    rows[start + coincidenceIndex(one, one, answerCount)]! += (given * (given - 1)) / (total - 1)
    for (let right = left + 1; right < distinctCount; right++) {
      const other = distinct[right]!
      rows[start + coincidenceIndex(one, other, answerCount)]! += (2 * given * count[other]!) / (total - 1)
    }
  }
  rows[start + layout.agreement]! += equal / (total * (total - 1))
  rows[start + layout.pairs]! += (total * (total - 1)) / 2
  rows[start + layout.pairs + 1]! += equal / 2
}

/** Adds the pairs of one vote with all other votes on its item to the row at `start`. */
export function addVote(own: number, counts: ItemCounts, layout: RowLayout, rows: Float64Array, start: number) {
  const { distinct, distinctCount, count } = counts
  const others = counts.total - 1
  const equal = count[own]! - 1
  for (let index = 0; index < distinctCount; index++) {
    const other = distinct[index]!
    const given = other === own ? equal : count[other]!
    rows[start + coincidenceIndex(own, other, layout.answerCount)]! += given / others
  }
  rows[start + layout.shares + own]! += 1
  rows[start + layout.agreement]! += equal / others
  rows[start + layout.pairs]! += others
  rows[start + layout.pairs + 1]! += equal
}

/** Writes the coincidences of a row as Krippendorff's symmetric matrix. */
export function fillMatrix(row: Float64Array, start: number, answerCount: number, matrix: Float64Array) {
  let index = start
  for (let one = 0; one < answerCount; one++) {
    matrix[one * answerCount + one] = row[index++]!
    for (let other = one + 1; other < answerCount; other++) {
      const half = row[index++]! / 2
      matrix[one * answerCount + other] = half
      matrix[other * answerCount + one] = half
    }
  }
}

/** Throws RangeError unless the column has an index from `lowest` to `count` − 1 for each item. −1 means none. */
export function checkItemColumn(
  name: string,
  column: Int32Array,
  { itemCount }: VoteTable,
  { count, lowest }: { count: number; lowest: 0 | -1 },
) {
  if (column.length !== itemCount) throw new RangeError(`${name} has ${column.length} entries for ${itemCount} items`)
  for (let item = 0; item < itemCount; item++) {
    if (column[item]! >= lowest && column[item]! < count) continue
    throw new RangeError(`${name} of item ${item} is ${column[item]}, not from ${lowest} to ${count - 1}`)
  }
}
