export const groupActs = ['pause', 'resume', 'exclude', 'include', 'message'] as const
export type GroupAct = (typeof groupActs)[number]

interface ActedOn {
  id: number
  isPaused: boolean
  isExcluded: boolean
  /** Whether somebody would read a message. */
  isReachable: boolean
}

/** Raters an action changes, raters already in that state, and raters it is not possible for. */
export interface GroupActPlan {
  changed: number[]
  same: number[]
  refused: number[]
}

type Outcome = keyof GroupActPlan

const outcomeOf: Record<GroupAct, (rater: ActedOn) => Outcome> = {
  pause: ({ isPaused }) => (isPaused ? 'same' : 'changed'),
  // New answers of an excluded rater would not count.
  resume: ({ isPaused, isExcluded }) => (isExcluded ? 'refused' : isPaused ? 'changed' : 'same'),
  exclude: ({ isExcluded }) => (isExcluded ? 'same' : 'changed'),
  include: ({ isExcluded }) => (isExcluded ? 'changed' : 'same'),
  message: ({ isReachable }) => (isReachable ? 'changed' : 'refused'),
}

export function groupActPlan(act: GroupAct, raters: readonly ActedOn[]): GroupActPlan {
  const plan: GroupActPlan = { changed: [], same: [], refused: [] }
  for (const rater of raters) plan[outcomeOf[act](rater)].push(rater.id)
  return plan
}

export const possibleActs = (raters: readonly ActedOn[]): GroupAct[] =>
  groupActs.filter((act) => groupActPlan(act, raters).changed.length > 0)
