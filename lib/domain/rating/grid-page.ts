import type { Answer } from './answer'
import type { PageMode } from './answer-mode'

/** Meaning of a tap. The rest gets the opposite answer. */
export type TapAnswer = 'yes' | 'no'

export const tapAnswer = (mode: PageMode): TapAnswer => (mode === 'tap-no' ? 'no' : 'yes')

export const untappedAnswer = (tap: TapAnswer): TapAnswer => (tap === 'yes' ? 'no' : 'yes')

/** Mark shown on a picture. Null for pictures that are not tapped or were answered as the rest. */
export type PictureMark = Answer | null

export const markOf = (answer: Answer | null | undefined, tap: TapAnswer = 'yes'): PictureMark =>
  answer === tap || answer === 'maybe' ? answer : null

/** Returns the next mark when tapped: the tap's answer, maybe, none. */
export const markAfterTap = (mark: PictureMark, tap: TapAnswer = 'yes'): PictureMark =>
  mark === null ? tap : mark === 'maybe' ? null : 'maybe'

/** Returns the mark after a key press, which toggles its mark. */
export const markAfterKey = (mark: PictureMark, isMaybe: boolean, tap: TapAnswer = 'yes'): PictureMark => {
  const wanted = isMaybe ? 'maybe' : tap
  return mark === wanted ? null : wanted
}

/** Returns the answer to give so that a picture gets this mark. Repeating an answer removes it. */
export function answerFor(answer: Answer | null, mark: PictureMark, tap: TapAnswer = 'yes'): Answer | null {
  if (mark !== null) return answer === mark ? null : mark
  return markOf(answer, tap)
}

/** Stopwatches of the time each picture is in view, in milliseconds of one clock. */
export interface ViewTimes {
  totals: readonly number[]
  since: readonly (number | null)[]
}

export const noViewTimes = (count: number): ViewTimes => ({
  totals: Array.from({ length: count }, () => 0),
  since: Array.from({ length: count }, () => null),
})

export function updateViewTimes(times: ViewTimes, position: number, isInView: boolean, at: number): ViewTimes {
  const since = times.since[position]
  if (isInView === (since !== null)) return times
  return {
    since: times.since.with(position, isInView ? at : null),
    totals: isInView ? times.totals : times.totals.with(position, times.totals[position]! + at - since!),
  }
}

/** Returns whole milliseconds in view of each picture up to `at`. */
export const viewDurationsMs = ({ totals, since }: ViewTimes, at: number): number[] =>
  totals.map((total, position) => {
    const from = since[position]
    return Math.round(from === null || from === undefined ? total : total + at - from)
  })
