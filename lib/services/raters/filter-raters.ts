import type { TableRater } from '@/lib/contracts/raters/rater-table'
import type { RaterState, RaterView } from '@/lib/domain/raters/rater-view'

type FilteredRater = Pick<
  TableRater,
  'kind' | 'isExpert' | 'isPaused' | 'isExcluded' | 'golden' | 'drift' | 'openAlerts' | 'openFlags'
>

const isIn: Record<RaterState, (rater: FilteredRater) => boolean> = {
  active: ({ isPaused, isExcluded }) => !isPaused && !isExcluded,
  paused: ({ isPaused, isExcluded }) => isPaused && !isExcluded,
  excluded: ({ isExcluded }) => isExcluded,
  alert: ({ openAlerts }) => openAlerts > 0,
  flag: ({ openFlags }) => openFlags > 0,
}

export const filterRaters = <Rater extends FilteredRater>(
  raters: readonly Rater[],
  { state, kind, goldenBelow, hasFallen }: RaterView,
): Rater[] =>
  raters.filter(
    (rater) =>
      (state === null || isIn[state](rater)) &&
      (kind === null || (kind === 'expert' ? rater.isExpert : rater.kind === kind && !rater.isExpert)) &&
      (goldenBelow === null || (rater.golden?.balanced != null && rater.golden.balanced.share < goldenBelow)) &&
      (!hasFallen || rater.drift?.direction === 'falls'),
  )
