import type { VoteTable } from '@/lib/aggregation/vote-table'
import { countItem, itemCounts } from './item-counts'

/** How often two answers occur together on one item. */
export type Coincidences = {
  answerCount: number
  /** Float64Array[answerCount²], symmetric, row-major. Sums to the number of votes that have a partner. */
  matrix: Float64Array
}

/**
 * Computes Krippendorff's coincidence matrix: every ordered pair of votes on one item, weighted so that each vote
 * counts once.
 *
 * An item with n votes adds 1 / (n − 1) for each of its n × (n − 1) ordered pairs. Missing answers are simply not in
 * the table; items with fewer than two votes add nothing. If a rater voted twice on an item, both votes count.
 *
 * Source: Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, section C.
 * Cost:   O(votes + Σ distinct answers² of an item) time, O(answers²) memory. Deterministic.
 */
export function coincidenceMatrix(votes: VoteTable): Coincidences {
  const { answerCount, itemCount } = votes
  const matrix = new Float64Array(answerCount * answerCount)
  const counts = itemCounts(answerCount)
  const { distinct, count } = counts
  for (let item = 0; item < itemCount; item++) {
    countItem(votes, item, counts)
    if (counts.total < 2) continue
    for (let left = 0; left < counts.distinctCount; left++) {
      const one = distinct[left]!
      for (let right = 0; right < counts.distinctCount; right++) {
        const other = distinct[right]!
        const pairs = count[one]! * (one === other ? count[one]! - 1 : count[other]!)
        matrix[one * answerCount + other]! += pairs / (counts.total - 1)
      }
    }
  }
  return { answerCount, matrix }
}

/** Writes the row sums of a coincidence matrix: the number of votes with a partner by answer. */
export function fillMarginals(matrix: Float64Array, marginals: Float64Array) {
  const answerCount = marginals.length
  for (let one = 0; one < answerCount; one++) {
    let sum = 0
    for (let other = 0; other < answerCount; other++) sum += matrix[one * answerCount + other]!
    marginals[one] = sum
  }
}
