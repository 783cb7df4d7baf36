import { hashedDraw } from '@/lib/numeric/hashed-draw'
import type { SimulatedRater } from './simulated-crowd'

export interface SimulatedPace {
  /** [candidates] milliseconds for which each candidate was selected, in the order shown. */
  shownMs: number[]
  /** [candidates] whether “the rest are no” gave the answer. */
  rest: boolean[]
  activeMs: number
  /** Wall-clock time: active time plus pauses. */
  durationMs: number
  /** How long the picture would have been on the screen. */
  imageShownMs: number
}

/** Time a careful rater takes per name; a careless one takes a fifth of it. */
const msPerName = 3_500
const msToSeeImage = 1_800
const msToSubmit = 500
const msToPressRest = 600
const ratersPerRest = 0.6
const tasksPerPause = 0.06

/**
 * Simulates how long a rater takes and where “the rest are no” is used: the picture comes before the first name, names
 * get faster towards the end, some tasks include a pause, and hasty raters use “rest” more often. Depends only on the
 * rater and the candidates.
 */
export function simulatedPace(
  rater: SimulatedRater,
  candidates: readonly number[],
  answers: readonly number[],
): SimulatedPace {
  const { seed, isCareless, rates } = rater
  const pace = isCareless ? 0.2 : 0.75 + 0.5 * hashedDraw(seed, 7)
  const shownMs = candidates.map((candidate, index) => {
    const name = msPerName * (0.5 + hashedDraw(seed, candidate, 5)) * Math.max(0.7, 1 - 0.05 * index)
    return Math.round(pace * (name + (index === 0 ? msToSeeImage : 0)))
  })
  const rest = candidates.map(() => false)
  const [task] = candidates
  let from = answers.length
  while (from > 0 && answers[from - 1] === 0) from--
  // The row's probability of no is below 1 by an amount proportional to the rater's haste.
  const haste = isCareless ? 1 : (1 - rates[0]![0]!) * 6
  if (answers.length - from >= 2 && hashedDraw(seed, task!, 8) < ratersPerRest * haste) {
    for (let index = from; index < answers.length; index++) {
      rest[index] = true
      shownMs[index] = index === from ? Math.round(pace * msToPressRest) : 0
    }
  }
  const activeMs = Math.round(shownMs.reduce((sum, ms) => sum + ms, 0) + pace * msToSubmit)
  const pause = hashedDraw(seed, task!, 9)
  const pauseMs = pause < tasksPerPause ? 20_000 + Math.round((pause / tasksPerPause) * 160_000) : 0
  const durationMs = activeMs + pauseMs
  return { shownMs, rest, activeMs, durationMs, imageShownMs: Math.max(1, durationMs) }
}
