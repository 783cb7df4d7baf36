/** An edited value, and its earlier values, oldest first. */
export interface PlanHistory<T> {
  now: T
  past: readonly T[]
  /** Name of what changed last. Consecutive changes of the same thing, as in typing, are undone together. */
  changed: string | null
}

const kept = 100

export const historyFrom = <T>(now: T): PlanHistory<T> => ({ now, past: [], changed: null })

/** Records a change of what `of` names. A change with null is always undone separately. */
export function historyAfter<T>({ now, past, changed }: PlanHistory<T>, next: T, of: string | null): PlanHistory<T> {
  const isMore = of !== null && of === changed
  return { now: next, past: isMore ? past : [...past, now].slice(-kept), changed: of }
}

/** Makes the next change a separate step, whatever it changes. */
export const historyClosed = <T>(history: PlanHistory<T>): PlanHistory<T> => ({ ...history, changed: null })

export function historyBefore<T>(history: PlanHistory<T>): PlanHistory<T> {
  const before = history.past.at(-1)
  return before === undefined ? history : { now: before, past: history.past.slice(0, -1), changed: null }
}
