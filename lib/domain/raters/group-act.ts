/** What may be done with several raters at once. */
export const groupActs = ['pause', 'resume', 'leave-out', 'take-in', 'message'] as const
export type GroupAct = (typeof groupActs)[number]

interface ActedOn {
  id: number
  isPaused: boolean
  isLeftOut: boolean
  /** Whether somebody is there to read a message. */
  isReachable: boolean
}

/** Whom an act changes, who stands so already, and whom it cannot be done to. */
export interface GroupActPlan {
  changed: number[]
  same: number[]
  refused: number[]
}

type Outcome = keyof GroupActPlan

const outcomeOf: Record<GroupAct, (rater: ActedOn) => Outcome> = {
  pause: ({ isPaused }) => (isPaused ? 'same' : 'changed'),
  // New answers of someone who is left out would count for nothing.
  resume: ({ isPaused, isLeftOut }) => (isLeftOut ? 'refused' : isPaused ? 'changed' : 'same'),
  'leave-out': ({ isLeftOut }) => (isLeftOut ? 'same' : 'changed'),
  'take-in': ({ isLeftOut }) => (isLeftOut ? 'changed' : 'same'),
  message: ({ isReachable }) => (isReachable ? 'changed' : 'refused'),
}

export function groupActPlan(act: GroupAct, raters: readonly ActedOn[]): GroupActPlan {
  const plan: GroupActPlan = { changed: [], same: [], refused: [] }
  for (const rater of raters) plan[outcomeOf[act](rater)].push(rater.id)
  return plan
}

/** The acts that would change anything. */
export const possibleActs = (raters: readonly ActedOn[]): GroupAct[] =>
  groupActs.filter((act) => groupActPlan(act, raters).changed.length > 0)
