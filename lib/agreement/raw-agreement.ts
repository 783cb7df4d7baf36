import type { VoteTable } from '@/lib/aggregation/vote-table'
import { countItem, itemCounts } from './item-counts'

export type RawAgreement = {
  /** Pairs of votes on the same item. */
  pairCount: number
  equalCount: number
  /** Null if there is no pair. */
  share: number | null
}

/**
 * Returns the share of equal pairs of votes on the same item, without correction for chance. An item with n votes has
 * n × (n − 1) / 2 pairs, so items with many votes weigh more. If a rater voted twice, both votes count.
 *
 * Cost: O(votes) time, O(answers) memory. Deterministic and exact up to 2^53 pairs.
 */
export function rawAgreement(votes: VoteTable): RawAgreement {
  const counts = itemCounts(votes.answerCount)
  let pairCount = 0
  let equalCount = 0
  for (let item = 0; item < votes.itemCount; item++) {
    countItem(votes, item, counts)
    pairCount += (counts.total * (counts.total - 1)) / 2
    for (let index = 0; index < counts.distinctCount; index++) {
      const given = counts.count[counts.distinct[index]!]!
      equalCount += (given * (given - 1)) / 2
    }
  }
  return { pairCount, equalCount, share: pairCount > 0 ? equalCount / pairCount : null }
}
