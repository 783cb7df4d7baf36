import type { VoteTable } from '@/lib/aggregation/vote-table'
import { countItem, itemCounts } from './item-counts'

export type FleissKappa = {
  kappa: number | null
  /** Mean over items of the share of equal pairs of votes. */
  observedAgreement: number | null
  /** Probability that two votes drawn by the mean shares of answers are equal. */
  chanceAgreement: number | null
}

/**
 * Computes Fleiss' kappa: agreement beyond chance if items can have different raters.
 *
 * Fleiss requires equal numbers of votes per item. If they differ, agreement and shares of answers are computed per
 * item with its own number of votes, and items have equal weight; items with fewer than two votes do not count. With
 * equal numbers this is Fleiss' own formula. All figures are null if no item has two votes; only kappa is null if all
 * answers are the same, so that chance agreement is 1. Never NaN.
 *
 * Source: Fleiss (1971), Psychological Bulletin 76(5):378-382; unequal numbers as in Gwet (2014), Handbook of
 *         Inter-Rater Reliability, 4th ed., chapter 2.
 * Cost:   O(votes) time, O(answers) memory. Deterministic.
 */
export function fleissKappa(votes: VoteTable): FleissKappa {
  const counts = itemCounts(votes.answerCount)
  const { distinct, count } = counts
  const shares = new Float64Array(votes.answerCount)
  let items = 0
  let agreement = 0
  for (let item = 0; item < votes.itemCount; item++) {
    countItem(votes, item, counts)
    const { total, distinctCount } = counts
    if (total < 2) continue
    items++
    for (let index = 0; index < distinctCount; index++) {
      const given = count[distinct[index]!]!
      shares[distinct[index]!]! += given / total
      agreement += (given * (given - 1)) / (total * (total - 1))
    }
  }
  if (items === 0) return { kappa: null, observedAgreement: null, chanceAgreement: null }
  const observedAgreement = agreement / items
  return { observedAgreement, ...kappaBeyondChance(observedAgreement, shares) }
}

/** Computes kappa from the observed agreement and shares of answers, which need not sum to 1. */
function kappaBeyondChance(observedAgreement: number, shares: Float64Array) {
  const disagreement = chanceDisagreement(shares)
  const kappa = disagreement > 0 ? 1 - (1 - observedAgreement) / disagreement : null
  return { kappa, chanceAgreement: 1 - disagreement }
}

/**
 * Returns the probability that two answers drawn by `shares` differ. It is summed over unequal answers, so that it is
 * exactly 0 if there is only one answer and kappa is undefined. Shares need not sum to 1.
 */
export function chanceDisagreement(shares: Float64Array): number {
  let total = 0
  let unlike = 0
  for (let answer = 0; answer < shares.length; answer++) {
    unlike += 2 * shares[answer]! * total
    total += shares[answer]!
  }
  return total > 0 ? unlike / (total * total) : 0
}
