/** Outcomes with their own completion code. `stopped`: the participant ended the visit before its last task. */
export const outcomesWithCode = ['completed', 'failed', 'no-consent', 'nothing-left', 'stopped'] as const
export type OutcomeWithCode = (typeof outcomesWithCode)[number]

/**
 * Outcomes of a visit that has ended. `left`: the participant closed the page or was inactive for too long;
 * `timed-out`: the visit exceeded the panel's time limit. The server sets both by itself.
 */
export const panelOutcomes = [...outcomesWithCode, 'left', 'timed-out'] as const
export type PanelOutcome = (typeof panelOutcomes)[number]

export const isInterrupted = (outcome: PanelOutcome | null): outcome is Exclude<PanelOutcome, OutcomeWithCode> =>
  outcome === 'left' || outcome === 'timed-out'

/** An interrupted participant has done part of the work, like one who stopped. */
export const outcomeForCode = (outcome: PanelOutcome): OutcomeWithCode => (isInterrupted(outcome) ? 'stopped' : outcome)

/** Ended visits that still hold a place, as all work was done; `nothing-left` only with a submitted rating task. */
const placeOutcomes = ['completed', 'nothing-left'] as const satisfies readonly PanelOutcome[]

export const outcomesFreeingPlace = panelOutcomes.filter((outcome) => !placeOutcomes.some((held) => held === outcome))
export const isFreed = (outcome: PanelOutcome) => outcomesFreeingPlace.includes(outcome)

export interface VisitState {
  /** Session state. `looking` while it is unknown whether there is a task. */
  state: string
  /** Rating tasks submitted in this visit, and tasks wanted. Null: as many as there are. */
  done: number
  wanted: number | null
  outcome: PanelOutcome | null
}

const lasting: readonly PanelOutcome[] = ['completed', 'no-consent', 'stopped']

/** Whether a visit has ended permanently. */
export const isLasting = (outcome: PanelOutcome | null): boolean => outcome !== null && lasting.includes(outcome)

/** Null unless the rater is paused or disqualified. Two states do not show whether a failed one still is. */
function failedOutcome({ state, outcome }: VisitState): PanelOutcome | null {
  if (state === 'looking' || state === 'paused') return outcome === 'failed' ? outcome : null
  if (state !== 'disqualified' && state !== 'rater-paused') return null
  return outcome === 'timed-out' ? outcome : 'failed'
}

/**
 * Returns the outcome of a visit, or null while it is open. Enough rating tasks (without training and test), a refusal
 * of consent and the stop button end it permanently. `failed` and `nothing-left` follow from the session's state and
 * are reverted when there is work again. `left` is reverted when the participant returns, if a place is free then;
 * `timed-out` only when the panel's URL is opened again.
 */
export function visitOutcome(visit: VisitState): PanelOutcome | null {
  const { state, done, wanted, outcome } = visit
  if (isLasting(outcome)) return outcome
  // Answers that arrive after a failed test or a pause may become votes, but do not complete the visit.
  const failed = failedOutcome(visit)
  if (failed) return failed
  if (wanted !== null && done >= wanted) return 'completed'
  if (outcome === 'timed-out') return outcome
  // Participants paid per visit must not be kept waiting for the last tasks, which others hold.
  if (state === 'finished' || state === 'waiting') return wanted === null && done > 0 ? 'completed' : 'nothing-left'
  // Whoever is back takes a place again before anything else is decided.
  if (outcome === 'left') return null
  if (state === 'looking') return outcome
  // A paused project or a missing test says nothing about the work, so a visit keeps any outcome it has.
  if (state === 'paused' || state === 'no-test') return outcome ?? 'nothing-left'
  return null
}
