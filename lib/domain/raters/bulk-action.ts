export const bulkActions = ['pause', 'resume', 'exclude', 'include', 'message'] as const
export type BulkAction = (typeof bulkActions)[number]

interface BulkActionTarget {
  id: number
  isPaused: boolean
  isExcluded: boolean
  /** Whether somebody would read a message. */
  isReachable: boolean
}

/** Raters an action changes, raters already in that state, and raters it is not possible for. */
export interface BulkActionPlan {
  changed: number[]
  same: number[]
  refused: number[]
}

type Outcome = keyof BulkActionPlan

const outcomeOf: Record<BulkAction, (rater: BulkActionTarget) => Outcome> = {
  pause: ({ isPaused }) => (isPaused ? 'same' : 'changed'),
  // New answers of an excluded rater would not count.
  resume: ({ isPaused, isExcluded }) => (isExcluded ? 'refused' : isPaused ? 'changed' : 'same'),
  exclude: ({ isExcluded }) => (isExcluded ? 'same' : 'changed'),
  include: ({ isExcluded }) => (isExcluded ? 'changed' : 'same'),
  message: ({ isReachable }) => (isReachable ? 'changed' : 'refused'),
}

export function bulkActionPlan(act: BulkAction, raters: readonly BulkActionTarget[]): BulkActionPlan {
  const plan: BulkActionPlan = { changed: [], same: [], refused: [] }
  for (const rater of raters) plan[outcomeOf[act](rater)].push(rater.id)
  return plan
}

export const possibleBulkActions = (raters: readonly BulkActionTarget[]): BulkAction[] =>
  bulkActions.filter((act) => bulkActionPlan(act, raters).changed.length > 0)
