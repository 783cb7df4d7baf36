/** A value that is being edited, with what it was before each change, the oldest first. */
export interface PlanHistory<T> {
  now: T
  past: readonly T[]
  /** What the last change was of: changes of one thing in a row, as when typing, are undone at once. */
  changed: string | null
}

const kept = 100

export const historyFrom = <T>(now: T): PlanHistory<T> => ({ now, past: [], changed: null })

/** The history after a change of what `of` names; null names a change that is always undone alone. */
export function historyAfter<T>({ now, past, changed }: PlanHistory<T>, next: T, of: string | null): PlanHistory<T> {
  const isMore = of !== null && of === changed
  return { now: next, past: isMore ? past : [...past, now].slice(-kept), changed: of }
}

/** The next change begins a step of its own, whatever it is of. */
export const historyClosed = <T>(history: PlanHistory<T>): PlanHistory<T> => ({ ...history, changed: null })

/** One step back; the same history when there is none. */
export function historyBefore<T>(history: PlanHistory<T>): PlanHistory<T> {
  const before = history.past.at(-1)
  return before === undefined ? history : { now: before, past: history.past.slice(0, -1), changed: null }
}
