import type { ConfusedPair, ConfusionCounts, ConfusionShares, DecidedPair } from '@/lib/contracts/classes/class'
import type { DecidedPairRow } from '@/lib/db/classes/class-pair-rows'
import type { ConfusedPairRow } from '@/lib/db/classes/confused-pair-query'
import { decisionOf } from '@/lib/domain/classes/class-pair'
import { shareEstimate } from './class-facts'

/** Turns a counted pair so that the class with id `firstId` comes first. */
export function confusedPairOf(row: ConfusedPairRow, firstId: number = row.lowId): ConfusedPair {
  const isLow = firstId === row.lowId
  const low = { index: row.lowIndex, name: row.lowName }
  const high = { index: row.highIndex, name: row.highName }
  const counts: ConfusionCounts = {
    askedCount: row.askedCount,
    dividedCount: row.dividedCount,
    originalCount: row.originalCount,
    firstLostCount: isLow ? row.lowLostCount : row.highLostCount,
    secondLostCount: isLow ? row.highLostCount : row.lowLostCount,
    seenCount: row.seenCount,
    firstNamedCount: isLow ? row.lowNamedCount : row.highNamedCount,
    secondNamedCount: isLow ? row.highNamedCount : row.lowNamedCount,
    eitherCount: row.eitherCount,
    togetherCount: row.togetherCount,
    confusedCount: row.confusedCount,
  }
  return {
    first: isLow ? low : high,
    second: isLow ? high : low,
    counts,
    shares: sharesOf(counts),
    decision: row.kind && decisionOf(row.kind, isLow),
  }
}

const sharesOf = (counts: ConfusionCounts): ConfusionShares => ({
  raters: shareEstimate(counts.dividedCount, counts.askedCount),
  originals: shareEstimate(counts.firstLostCount + counts.secondLostCount, counts.originalCount),
  models: shareEstimate(counts.firstNamedCount + counts.secondNamedCount, counts.seenCount),
  together: shareEstimate(counts.togetherCount, counts.eitherCount),
})

/** Turns a stored decision so that the class with the lower id comes first, or second. */
export const decidedPairOf = ({ kind, note, changedAt, author }: DecidedPairRow, isLow: boolean): DecidedPair => ({
  decision: decisionOf(kind, isLow),
  ...{ note, changedAt: changedAt.toISOString(), author },
})
