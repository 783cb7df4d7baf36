import type { VoteTable } from '@/lib/aggregation/vote-table'
import { type Agreement, agreementByRater, agreementByStratum, agreementOverall } from './agreement-by-stratum'
import { cohenKappaByPair, type PairAgreement } from './cohen-kappa'
import { type RaterDeviations, raterDeviations } from './rater-jackknife'

/** A division of items: stratum index of each item, −1 for none. */
export type Strata = { itemStratum: Int32Array; stratumCount: number }

export type AgreementRequest = {
  votes: VoteTable
  /** [items] image of each item, resampled as a whole. */
  itemCluster: Int32Array
  clusterCount: number
  groups: Strata
  classes: Strata
  /** Null if no day is known. */
  days: Strata | null
  /** Pairs of raters with fewer shared items are omitted. */
  minimumShared: number
  seed: number
  replicates: number
}

/** One entry per stratum or rater. Pairs are sorted by their raters. */
export type AgreementParts = {
  overall: Agreement
  /** Null with fewer than three raters. */
  acrossRaters: RaterDeviations | null
  byGroup: Agreement[]
  byClass: Agreement[]
  byRater: Agreement[]
  byDay: Agreement[] | null
  pairs: PairAgreement[]
}

/**
 * Computes agreement over all votes and over every division of them.
 *
 * `onPart` receives the number of finished parts and of all parts before each part and at the end. It cancels by
 * throwing. Errors and costs are those of `agreementByStratum`, `agreementByRater` and `cohenKappaByPair`.
 */
export function agreementParts(
  request: AgreementRequest,
  onPart: (done: number, total: number) => void = () => {},
): AgreementParts {
  const { votes, groups, classes, days, minimumShared, itemCluster, clusterCount, seed, replicates } = request
  const options = { itemCluster, clusterCount, seed, replicates }
  const partCount = days ? 7 : 6
  let done = 0
  const part = <T>(measure: () => T): T => {
    onPart(done++, partCount)
    return measure()
  }
  const parts = {
    overall: part(() => agreementOverall(votes, options)),
    acrossRaters: part(() => raterDeviations(votes)),
    byGroup: part(() => agreementByStratum(votes, { ...options, ...groups })),
    byClass: part(() => agreementByStratum(votes, { ...options, ...classes })),
    byRater: part(() => agreementByRater(votes, options)),
    byDay: days && part(() => agreementByStratum(votes, { ...options, ...days })),
    pairs: part(() => cohenKappaByPair(votes, { minimumShared, bootstrap: options })),
  }
  onPart(partCount, partCount)
  return parts
}
