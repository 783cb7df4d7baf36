import type { PageMode } from '@/lib/domain/rating/answer-mode'
import { hashedDraw } from '@/lib/numeric/hashed-draw'
import type { SimulatedRater } from './simulated-crowd'
import type { SimulatedPace } from './simulated-pace'

/** Time a careful rater takes per picture, plus the time of a tap; nobody is faster than `minMs`. */
const msPerPicture = 900
const msPerTap = 500
const msToReadName = 2_500
const minMs = 320

/**
 * Simulates how long a rater takes for a page of pictures of one class, by position: reads the name first, taps
 * exceptions, and leaves the rest untapped (no, or yes if taps mark what does not fit). Depends only on the rater, the
 * candidates and the answers.
 */
export function simulatedPagePace(
  { seed, isCareless }: SimulatedRater,
  candidates: readonly number[],
  answers: readonly number[],
  mode: PageMode = 'tap-yes',
): SimulatedPace {
  const rest = answers.map((answer) => answer === (mode === 'tap-no' ? 2 : 0))
  const pace = isCareless ? 0.2 : 0.75 + 0.5 * hashedDraw(seed, 7)
  const shownMs = candidates.map((candidate, index) => {
    const viewMs = msPerPicture * (0.5 + hashedDraw(seed, candidate, 10)) + (rest[index] ? 0 : msPerTap)
    return Math.max(minMs, Math.round(pace * viewMs))
  })
  const activeMs = Math.round(shownMs.reduce((sum, ms) => sum + ms, 0) + pace * msToReadName)
  return { shownMs, rest, activeMs, durationMs: activeMs, imageShownMs: activeMs }
}
