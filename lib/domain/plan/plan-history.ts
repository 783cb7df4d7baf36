/** What undoes earlier changes, oldest first: the former values of the changed fields, so that all others stay. */
export interface PlanHistory<T> {
  past: readonly Partial<T>[]
  /** Name of what changed last. Consecutive changes of the same thing, as in typing, are undone together. */
  changed: string | null
}

const kept = 100

export const emptyHistory: PlanHistory<never> = { past: [], changed: null }

interface Change<T> {
  before: T
  patch: Partial<T>
  /** What is changed. A change of null is always undone separately. */
  of: string | null
}

export function historyAfter<T extends object>(
  { past, changed }: PlanHistory<T>,
  { before, patch, of }: Change<T>,
): PlanHistory<T> {
  const isMore = of !== null && of === changed
  const former: Partial<T> = {}
  for (const field of Object.keys(patch) as (keyof T)[])
    if (patch[field] !== before[field]) former[field] = before[field]
  const step = { ...former, ...(isMore && past.at(-1)) }
  return { past: [...(isMore ? past.slice(0, -1) : past), step].slice(-kept), changed: of }
}

/** Makes the next change a separate step, whatever it changes. */
export const historyClosed = <T>(history: PlanHistory<T>): PlanHistory<T> => ({ ...history, changed: null })

export const historyBefore = <T>({ past }: PlanHistory<T>): PlanHistory<T> => ({
  past: past.slice(0, -1),
  changed: null,
})
