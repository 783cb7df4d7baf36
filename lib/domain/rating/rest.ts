import { median } from '@/lib/domain/median'
import type { TurnTime } from './quick-answers'

/** A rest is suggested after so long without a pause, and not again before as long has gone by. */
export const restAfterMs = 25 * 60_000
/** So long without a sign of life is a pause. */
export const pauseMs = 5 * 60_000

/** How long a rater has been at it. Times are milliseconds of one clock that goes on while the page is closed. */
export interface WorkStretch {
  /** When the rater began, or came back from the last pause. */
  beganAt: number
  /** The last sign of life. */
  activeAt: number
  /** When a rest was suggested last, or the suggestion was put away; null: never. */
  suggestedAt: number | null
}

/** The stretch after a sign of life. A clock that was put back begins anew. */
export function stretchAfter(before: WorkStretch | null, at: number): WorkStretch {
  if (!before || at < before.activeAt || at - before.activeAt >= pauseMs)
    return { beganAt: at, activeAt: at, suggestedAt: before?.suggestedAt ?? null }
  return { ...before, activeAt: at }
}

/** Whether a rest is to be suggested now: after 25 minutes, or at once when the rater's work has drifted. */
export function isRestDue({ beganAt, suggestedAt }: WorkStretch, at: number, hasDrifted: boolean): boolean {
  // What was suggested in a future that a clock put back has taken away does not count.
  if (suggestedAt !== null && suggestedAt <= at && at - suggestedAt < restAfterMs) return false
  return hasDrifted || at - beganAt >= restAfterMs
}

/** So many of the last submissions are held against those before them, of which there must be twice as many. */
export const lateTurns = 25
/** The usual seconds per candidate halved, or doubled, are a clear drift. */
const paceRatio = 2

/**
 * Whether a rater's pace has drifted clearly from their own: the median seconds per candidate of the last 25 submissions
 * is less than half, or more than twice, that of those before them, of the same way of asking. The newest first.
 */
export function hasPaceDrifted(turns: readonly TurnTime[]): boolean {
  const isPage = turns[0]?.isPage
  const paces = turns.flatMap((turn) =>
    turn.isPage === isPage && turn.seconds !== null && turn.candidates > 0 ? [turn.seconds / turn.candidates] : [],
  )
  if (paces.length < 3 * lateTurns) return false
  const ratio = median(paces.slice(0, lateTurns)) / median(paces.slice(lateTurns))
  return ratio > paceRatio || ratio < 1 / paceRatio
}
