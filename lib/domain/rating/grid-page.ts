import type { Answer } from './answer'
import type { PageMode } from './answer-mode'

/** So many pictures are on a page that is asked class first: four times three on a desktop, two times six on a phone. */
export const picturesPerPage = 12

/** A picture counts as seen once it was in view for so long. */
export const leastViewMs = 300

/** What a tap says: that a picture shows the class, and the rest do not, or that it does not, and the rest do. */
export type TapAnswer = 'yes' | 'no'

export const tapAnswer = (mode: PageMode): TapAnswer => (mode === 'tap-no' ? 'no' : 'yes')

/** What the pictures are that nobody taps. */
export const restAnswer = (tap: TapAnswer): TapAnswer => (tap === 'yes' ? 'no' : 'yes')

/** What a picture shows of its answer: one that is not tapped, or is left to the rest, shows none. */
export type PictureMark = Answer | null

export const markOf = (answer: Answer | null | undefined, tap: TapAnswer = 'yes'): PictureMark =>
  answer === tap || answer === 'maybe' ? answer : null

/** Tapped once it is what a tap says, twice maybe, three times nothing again. */
export const tapped = (mark: PictureMark, tap: TapAnswer = 'yes'): PictureMark =>
  mark === null ? tap : mark === 'maybe' ? null : 'maybe'

/** A key gives its mark, or takes it off again. */
export const keyed = (mark: PictureMark, isMaybe: boolean, tap: TapAnswer = 'yes'): PictureMark => {
  const wanted = isMaybe ? 'maybe' : tap
  return mark === wanted ? null : wanted
}

/** What has to be answered at a picture so that it comes to this mark. An answer that is given again is taken off. */
export function answerFor(answer: Answer | null, mark: PictureMark, tap: TapAnswer = 'yes'): Answer | null {
  if (mark !== null) return answer === mark ? null : mark
  return markOf(answer, tap)
}

/** How long each picture was in view: a stopwatch each, which the page starts and stops. Times are of one clock. */
export interface ViewTimes {
  totals: readonly number[]
  since: readonly (number | null)[]
}

export const noViewTimes = (count: number): ViewTimes => ({
  totals: Array.from({ length: count }, () => 0),
  since: Array.from({ length: count }, () => null),
})

export function inView(times: ViewTimes, position: number, isInView: boolean, at: number): ViewTimes {
  const since = times.since[position]
  if (isInView === (since !== null)) return times
  return {
    since: times.since.with(position, isInView ? at : null),
    totals: isInView ? times.totals : times.totals.with(position, times.totals[position]! + at - since!),
  }
}

/** Whole milliseconds of each picture until now. */
export const viewedMs = ({ totals, since }: ViewTimes, at: number): number[] =>
  totals.map((total, position) => {
    const from = since[position]
    return Math.round(from === null || from === undefined ? total : total + at - from)
  })
