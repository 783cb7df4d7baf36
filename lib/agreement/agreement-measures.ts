import { fillMatrix, type RowLayout } from './agreement-rows'
import { expectedDisagreement, fillDistances, fillMarginals, observedDisagreement } from './krippendorff-alpha'

/** In the order in which `fillMeasures` writes them. */
export const measureNames = ['alphaNominal', 'alphaOrdinal', 'fleissKappa', 'rawAgreement'] as const
export type MeasureName = (typeof measureNames)[number]

/** Work buffers, and the expected disagreement. */
export type MeasureMemory = {
  layout: RowLayout
  matrix: Float64Array
  shares: Float64Array
  marginals: Float64Array
  nominal: Float64Array
  ordinal: Float64Array
  /** Whether `fixExpectedDisagreement` fixed it, instead of computing it from the measured votes. */
  hasFixedExpectation: boolean
}

export function measureMemory(layout: RowLayout): MeasureMemory {
  const { answerCount } = layout
  return {
    layout,
    matrix: new Float64Array(answerCount * answerCount),
    shares: new Float64Array(answerCount),
    marginals: new Float64Array(answerCount),
    nominal: new Float64Array(answerCount * answerCount),
    ordinal: new Float64Array(answerCount * answerCount),
    hasFixedExpectation: false,
  }
}

/** Fixes the expected disagreement to that of the votes in `row`. */
export function fixExpectedDisagreement(room: MeasureMemory, row: Float64Array) {
  takeChance(room, row, 0)
  room.hasFixedExpectation = true
}

/**
 * Writes the four measures of the row at `start` to `values`, starting at `to`. Undefined ones are NaN, which callers
 * must convert to null. Allocates nothing.
 */
export function fillMeasures(room: MeasureMemory, row: Float64Array, start: number, values: Float64Array, to: number) {
  const { layout, matrix, marginals, nominal, ordinal, shares } = room
  const pairs = row[start + layout.pairs]!
  if (pairs === 0) {
    values.fill(Number.NaN, to, to + measureNames.length)
    return
  }
  if (!room.hasFixedExpectation) takeChance(room, row, start)
  fillMatrix(row, start, layout.answerCount, matrix)
  let items = 0
  for (let answer = 0; answer < layout.answerCount; answer++) items += row[start + layout.shares + answer]!
  const agreement = row[start + layout.agreement]! / items
  values[to] = beyondChance(observedDisagreement(matrix, nominal), expectedDisagreement(marginals, nominal))
  values[to + 1] = beyondChance(observedDisagreement(matrix, ordinal), expectedDisagreement(marginals, ordinal))
  values[to + 2] = beyondChance(1 - agreement, chanceDisagreement(shares))
  values[to + 3] = row[start + layout.pairs + 1]! / pairs
}

const beyondChance = (observed: number, expected: number) => (expected > 0 ? 1 - observed / expected : Number.NaN)

function takeChance(
  { layout, matrix, shares, marginals, nominal, ordinal }: MeasureMemory,
  row: Float64Array,
  at: number,
) {
  fillMatrix(row, at, layout.answerCount, matrix)
  fillMarginals(matrix, marginals)
  for (let answer = 0; answer < layout.answerCount; answer++) shares[answer] = row[at + layout.shares + answer]!
  fillDistances('nominal', marginals, nominal)
  fillDistances('ordinal', marginals, ordinal)
}

/**
 * Returns the probability that two answers drawn by `shares` differ: the expected disagreement of Fleiss' kappa. It is
 * summed over unequal answers, so that it is exactly 0 if there is only one answer and kappa is undefined. Shares need
 * not sum to 1.
 *
 * Source: Fleiss (1971), Psychological Bulletin 76(5):378-382; unequal numbers of votes as in Gwet (2014), Handbook of
 *         Inter-Rater Reliability, 4th ed., chapter 2.
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
