// The measures of agreement, each computed from a whole table of votes by its definition, as a reference for
// `fillMeasures`, which computes all of them from sums.
import type { VoteTable } from '@/lib/aggregation/vote-table'
import { chanceDisagreement } from '../agreement-measures'
import { countItem, itemCounts } from '../item-counts'
import { expectedDisagreement, fillDistances, fillMarginals, observedDisagreement } from '../krippendorff-alpha'

export type Metric = 'nominal' | 'ordinal' | 'interval' | 'ratio'

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

/**
 * Computes Krippendorff's alpha: 1 − observed / expected disagreement. 1 is perfect agreement, 0 is chance, and
 * negative values are systematic disagreement.
 *
 * Null where undefined: if no item has two votes, or all votes that have a partner are the same answer, so that
 * expected disagreement is 0. Never NaN.
 *
 * Source: Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, sections C and D; ordinal distances come
 *         from the marginals.
 * Shapes: A answers. `values` [A] are the values of answers on an interval or ratio scale. Defaults to 1 to A.
 * Errors: RangeError unless values are A finite numbers, and non-negative on a ratio scale.
 * Cost:   O(A²) time and memory.
 */
export function krippendorffAlpha(
  { answerCount, matrix }: Coincidences,
  metric: Metric,
  values: ArrayLike<number> = Float64Array.from({ length: answerCount }, (_, answer) => answer + 1),
): number | null {
  checkValues(values, answerCount, metric)
  const marginals = new Float64Array(answerCount)
  const distances = new Float64Array(answerCount * answerCount)
  fillMarginals(matrix, marginals)
  if (metric === 'nominal' || metric === 'ordinal') fillDistances(metric, marginals, distances)
  else fillDifferences(metric, values, distances)
  const expected = expectedDisagreement(marginals, distances)
  return expected > 0 ? 1 - observedDisagreement(matrix, distances) / expected : null
}

function fillDifferences(metric: 'interval' | 'ratio', values: ArrayLike<number>, distances: Float64Array) {
  for (let one = 0; one < values.length; one++) {
    for (let other = 0; other < values.length; other++) {
      const difference = values[one]! - values[other]!
      const isPlain = metric === 'interval' || difference === 0
      distances[one * values.length + other] =
        (isPlain ? difference : difference / (values[one]! + values[other]!)) ** 2
    }
  }
}

function checkValues(values: ArrayLike<number>, answerCount: number, metric: Metric) {
  if (values.length !== answerCount) throw new RangeError(`${values.length} values for ${answerCount} answers`)
  for (let answer = 0; answer < answerCount; answer++) {
    const value = values[answer]!
    if (!Number.isFinite(value))
      throw new RangeError(`Answer ${answer} is worth ${value}, which is not a finite number`)
    if (metric === 'ratio' && value < 0)
      throw new RangeError(`Answer ${answer} is worth ${value}, below the ratio zero`)
  }
}

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
