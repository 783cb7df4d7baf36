export const panelOutcomes = ['completed', 'failed', 'no-consent', 'nothing-left'] as const
export type PanelOutcome = (typeof panelOutcomes)[number]

export interface VisitProgress {
  /** Why there is a task, or none; `looking` while that is not known. */
  state: string
  /** Tasks submitted in this visit, and how many are wanted; null: as many as there are. */
  done: number
  wanted: number | null
  /** What was said before. */
  outcome: PanelOutcome | null
}

/**
 * How a visit stands. Enough tasks end it for good, as does a refusal to consent. What rested on the state of the session,
 * failing and nothing being left, is taken back when there is work again: nobody is held to a code of the past.
 */
export function visitOutcome({ state, done, wanted, outcome }: VisitProgress): PanelOutcome | null {
  if (outcome === 'completed' || outcome === 'no-consent') return outcome
  if (wanted !== null && done >= wanted) return 'completed'
  if (state === 'looking') return outcome
  if (state === 'disqualified' || state === 'rater-paused') return 'failed'
  // The last tasks being in others' hands is no reason to keep someone waiting who is paid by the visit.
  if (state === 'finished' || state === 'waiting') return wanted === null && done > 0 ? 'completed' : 'nothing-left'
  // A project that is paused or has no test says nothing about the work; who was already told something keeps it.
  if (state === 'paused' || state === 'no-test') return outcome ?? 'nothing-left'
  return null
}
