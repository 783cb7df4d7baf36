/** Endings with a completion code of their own. `stopped`: the participant ended the visit before its last task. */
export const codedOutcomes = ['completed', 'failed', 'no-consent', 'nothing-left', 'stopped'] as const
export type CodedOutcome = (typeof codedOutcomes)[number]

/**
 * How a visit stands once it does not go on. `left`: the participant closed the page or was silent for too long;
 * `timed-out`: the visit took longer than the panel allows. Both are written by the server on its own.
 */
export const panelOutcomes = [...codedOutcomes, 'left', 'timed-out'] as const
export type PanelOutcome = (typeof panelOutcomes)[number]

export const isInterrupted = (outcome: PanelOutcome | null): outcome is Exclude<PanelOutcome, CodedOutcome> =>
  outcome === 'left' || outcome === 'timed-out'

/** Whoever was interrupted has done part of the work, as one who stopped has. */
export const codeOutcome = (outcome: PanelOutcome): CodedOutcome => (isInterrupted(outcome) ? 'stopped' : outcome)

/** Visits that hold a place of the panel: those that go on, and those that ended with all the work there was. */
export const placeOutcomes = ['completed', 'nothing-left'] as const satisfies readonly PanelOutcome[]

/** Why a place was freed. */
export const freedOutcomes = panelOutcomes.filter((outcome) => !placeOutcomes.some((held) => held === outcome))
export const isFreed = (outcome: PanelOutcome) => freedOutcomes.includes(outcome)

export interface VisitState {
  /** Why there is a task, or none; `looking` while that is not known. */
  state: string
  /** Rating tasks submitted in this visit, and how many are wanted; null: as many as there are. */
  done: number
  wanted: number | null
  /** What was said before. */
  outcome: PanelOutcome | null
}

const lasting: readonly PanelOutcome[] = ['completed', 'no-consent', 'stopped']

/** Whether a visit has ended for good. */
export const isLasting = (outcome: PanelOutcome | null): boolean => outcome !== null && lasting.includes(outcome)

/**
 * How a visit stands. Enough rating tasks end it for good, as do a refusal to consent and the button to stop; training and
 * test are no such tasks. What rested on the state of the session, failing and nothing being left, is taken back when there
 * is work again: nobody is held to a code of the past. So is `left` when the participant is back, if a place is free then;
 * a visit whose time is over goes on only when the panel's address is opened again.
 */
export function visitOutcome({ state, done, wanted, outcome }: VisitState): PanelOutcome | null {
  if (isLasting(outcome)) return outcome
  if (wanted !== null && done >= wanted) return 'completed'
  if (outcome === 'timed-out' || state === 'looking') return outcome
  if (state === 'disqualified' || state === 'rater-paused') return 'failed'
  // The last tasks being in others' hands is no reason to keep someone waiting who is paid by the visit.
  if (state === 'finished' || state === 'waiting') return wanted === null && done > 0 ? 'completed' : 'nothing-left'
  // A project that is paused or has no test says nothing about the work; a visit that already has an outcome keeps it.
  if (state === 'paused' || state === 'no-test') return outcome ?? 'nothing-left'
  return null
}
