import { answerAt, type VoteTable } from '@/lib/aggregation/vote-table'

/** How often each answer was given on one item at a time; the same memory is filled anew for each item. */
export type ItemCounts = {
  /** Votes on the item. */
  total: number
  /** How many different answers it got. */
  distinctCount: number
  /** [distinctCount, the rest is stale] the answers it got. */
  distinct: Int32Array
  /** [answerCount] votes for each answer. */
  count: Int32Array
}

export const itemCounts = (answerCount: number): ItemCounts => ({
  total: 0,
  distinctCount: 0,
  distinct: new Int32Array(answerCount),
  count: new Int32Array(answerCount),
})

/** Fills `into` with the votes on `item`. O(votes on it and on the item before): it does not grow with the answers. */
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
