import type { PageMode } from '@/lib/domain/rating/answer-mode'
import { hashedDraw } from '@/lib/numeric/hashed-draw'
import type { SimulatedRater } from './simulated-crowd'
import type { SimulatedPace } from './simulated-pace'

/** A careful rater looks at a picture for so long, and longer at one that is tapped; nobody may take less than the least. */
const msPerPicture = 900
const msPerTap = 500
const msToReadName = 2_500
const leastMs = 320

/**
 * How long a simulated rater takes for a page of pictures of one class, by position: the name is read before the first
 * picture, exceptions are tapped, and what is not tapped is the rest: no, or yes where taps say what does not fit. It follows
 * from the rater, the candidates and the answers alone.
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
    return Math.max(leastMs, Math.round(pace * viewMs))
  })
  const activeMs = Math.round(shownMs.reduce((sum, ms) => sum + ms, 0) + pace * msToReadName)
  return { shownMs, rest, activeMs, durationMs: activeMs, imageShownMs: activeMs }
}
