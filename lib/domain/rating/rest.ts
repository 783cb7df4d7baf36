import { median } from '@/lib/domain/median'
import type { TurnTime } from './quick-answers'

/** A rest is suggested after this long without a pause, and again only after as long. */
const restAfterMs = 25 * 60_000
/** This long without activity is a pause. */
const pauseMs = 5 * 60_000

/** A rater's continuous work. Times are milliseconds of one clock that keeps running while the page is closed. */
export interface WorkPeriod {
  /** When the rater started, or resumed after the last pause. */
  beganAt: number
  activeAt: number
  /** When a rest was last suggested, or the suggestion dismissed. Null: never. */
  suggestedAt: number | null
}

/** Returns the period after activity. Starts anew if the clock was set back. */
export function extendWorkPeriod(before: WorkPeriod | null, at: number): WorkPeriod {
  if (!before || at < before.activeAt || at - before.activeAt >= pauseMs)
    return { beganAt: at, activeAt: at, suggestedAt: before?.suggestedAt ?? null }
  return { ...before, activeAt: at }
}

/** Whether to suggest a rest now: after 25 minutes, or at once if the pace has drifted. */
export function isRestDue({ beganAt, suggestedAt }: WorkPeriod, at: number, hasDrifted: boolean): boolean {
  // Ignores a suggestion in the future, which means that the clock was set back.
  if (suggestedAt !== null && suggestedAt <= at && at - suggestedAt < restAfterMs) return false
  return hasDrifted || at - beganAt >= restAfterMs
}

/** Recent submissions compared with earlier ones, of which there must be twice as many. */
const lateTurns = 25
/** Factor by which seconds per candidate must fall or rise. */
const paceRatio = 2

/**
 * Whether a rater's pace has drifted: the median seconds per candidate of the last 25 submissions is less than half, or
 * more than twice, that of earlier ones of the same kind. `turns` is newest first.
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
