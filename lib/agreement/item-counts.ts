import { answerAt, type VoteTable } from '@/lib/aggregation/vote-table'

/** Counts of answers on one item. The buffers are reused for each item. */
export type ItemCounts = {
  /** Votes on the item. */
  total: number
  /** Number of distinct answers. */
  distinctCount: number
  /** [distinctCount; the rest is stale] distinct answers. */
  distinct: Int32Array
  /** [answerCount] votes by answer. */
  count: Int32Array
}

export const itemCounts = (answerCount: number): ItemCounts => ({
  total: 0,
  distinctCount: 0,
  distinct: new Int32Array(answerCount),
  count: new Int32Array(answerCount),
})

/** Fills `into` with the votes on `item`. O(votes on it and on the previous item), whatever the number of answers. */
export function countItem(votes: VoteTable, item: number, into: ItemCounts) {
  const { itemStart } = votes
  const { distinct, count } = into
  for (let index = 0; index < into.distinctCount; index++) count[distinct[index]!] = 0
  const end = itemStart[item + 1]!
  let distinctCount = 0
  for (let index = itemStart[item]!; index < end; index++) {
    const answer = answerAt(votes, index)
    if (count[answer]!++ === 0) distinct[distinctCount++] = answer
  }
  into.total = end - itemStart[item]!
  into.distinctCount = distinctCount
}
