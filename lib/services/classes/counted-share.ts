import type { ClassFigures, ClassShares, CountedShare } from '@/lib/contracts/classes/class'
import { wilsonInterval } from '@/lib/numeric/wilson-interval'

/** `part` of `whole` with the Wilson interval; null if `whole` is 0. */
export const countedShare = (part: number, whole: number): CountedShare => ({
  part,
  whole,
  interval: whole > 0 ? wilsonInterval(Math.min(part, whole), whole) : null,
})

export const classSharesOf = (figures: ClassFigures): ClassShares => ({
  changed: countedShare(figures.changedCount, figures.ratedCount),
  lost: countedShare(figures.ratedCount - figures.confirmedCount, figures.ratedCount),
  gained: countedShare(figures.keptCount - figures.confirmedCount, figures.keptCount),
  models: countedShare(figures.rightCount, figures.firstCount),
})
