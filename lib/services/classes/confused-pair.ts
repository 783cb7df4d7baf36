import type { ConfusedPair, ConfusionCounts, ConfusionShares, DecidedPair } from '@/lib/contracts/classes/class'
import type { DecidedPairRow } from '@/lib/db/classes/class-pair-rows'
import type { ConfusedPairRow } from '@/lib/db/classes/confused-pair-query'
import { decisionOf } from '@/lib/domain/classes/class-pair'
import { shareEstimate } from './class-facts'

/** Turns a counted pair so that the class with id `firstId` comes first. */
export function confusedPairOf(row: ConfusedPairRow, firstId: number = row.lowId): ConfusedPair {
  const { lowId, highId: _, lowIndex, highIndex, lowName, highName, kind, ...counted } = row
  const { lowLostCount, highLostCount, lowNamedCount, highNamedCount, ...same } = counted
  const isLow = firstId === lowId
  const low = { index: lowIndex, name: lowName }
  const high = { index: highIndex, name: highName }
  const counts: ConfusionCounts = {
    ...same,
    firstLostCount: isLow ? lowLostCount : highLostCount,
    secondLostCount: isLow ? highLostCount : lowLostCount,
    firstNamedCount: isLow ? lowNamedCount : highNamedCount,
    secondNamedCount: isLow ? highNamedCount : lowNamedCount,
  }
  return {
    first: isLow ? low : high,
    second: isLow ? high : low,
    counts,
    shares: sharesOf(counts),
    decision: kind && decisionOf(kind, isLow),
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
