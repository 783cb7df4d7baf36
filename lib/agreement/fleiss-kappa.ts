import type { VoteTable } from '@/lib/aggregation/vote-table'
import { countItem, itemCounts } from './item-counts'

export type FleissKappa = {
  kappa: number | null
  /** Mean over items of the share of their pairs of votes that are equal. */
  observedAgreement: number | null
  /** The agreement that two votes drawn by the mean shares of answers would have. */
  chanceAgreement: number | null
}

/**
 * Fleiss' kappa: agreement beyond chance where the raters of an item need not be those of another.
 *
 * Fleiss wants as many votes on each item. Where they differ, agreement and shares of answers are taken for each item by
 * its own number of votes, and each item counts the same; items with fewer than two votes do not count. With equal
 * numbers this is Fleiss' own formula. All are null without an item of two votes; kappa alone is null where everybody
 * gave one and the same answer, so that chance agreement is 1. Never NaN.
 *
 * Source: Fleiss (1971), Psychological Bulletin 76(5):378-382; unequal numbers as in Gwet (2014), Handbook of Inter-Rater
 *         Reliability, 4th ed., chapter 2.
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

/** Kappa from the observed agreement and what chance gives by shares of answers, which need not sum to 1. */
function kappaBeyondChance(observedAgreement: number, shares: Float64Array) {
  const disagreement = chanceDisagreement(shares)
  const kappa = disagreement > 0 ? 1 - (1 - observedAgreement) / disagreement : null
  return { kappa, chanceAgreement: 1 - disagreement }
}

/**
 * The chance that two answers drawn by `shares` differ. Summed over unlike answers, so that it is exactly 0 where only
 * one answer was given and kappa is undefined. Shares need not sum to 1.
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
