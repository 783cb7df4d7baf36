import type { ClassFigures, ClassShares } from '@/lib/contracts/classes/class'
import { countedShare } from './counted-share'

export const classSharesOf = (figures: ClassFigures): ClassShares => ({
  changed: countedShare(figures.changedCount, figures.ratedCount),
  lost: countedShare(figures.ratedCount - figures.confirmedCount, figures.ratedCount),
  gained: countedShare(figures.keptCount - figures.confirmedCount, figures.keptCount),
  models: countedShare(figures.rightCount, figures.firstCount),
})
