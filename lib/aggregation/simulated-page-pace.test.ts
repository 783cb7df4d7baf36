import { expect, test } from 'vitest'
import { simulatedRater } from './simulated-crowd'
import { simulatedPagePace } from './simulated-page-pace'

const candidates = Array.from({ length: 12 }, (_, k) => 100 + k)
const answers = candidates.map((_, k) => (k === 3 ? 2 : k === 5 ? 1 : 0))

test('shows every picture long enough, and marks untapped ones as the rest', () => {
  for (let number = 0; number < 30; number++) {
    const { shownMs, rest, activeMs } = simulatedPagePace(simulatedRater(1, number), candidates, answers)
    expect(Math.min(...shownMs)).toBeGreaterThanOrEqual(300)
    expect(rest).toEqual(answers.map((answer) => answer === 0))
    expect(activeMs).toBeGreaterThan(shownMs.reduce((sum, ms) => sum + ms, 0))
  }
})

test('depends only on the rater and the candidates', () => {
  const pace = (seed: number) => simulatedPagePace(simulatedRater(seed, 0), candidates, answers)
  expect(pace(1)).toEqual(pace(1))
  expect(pace(1)).not.toEqual(pace(2))
})

test('in tap-no mode takes yes for the rest, and a tap for every other answer', () => {
  const careful = Array.from({ length: 30 }, (_, number) => simulatedRater(1, number)).find((one) => !one.isCareless)
  const pace = (mode: 'tap-yes' | 'tap-no') => simulatedPagePace(careful!, [1, 2, 3], [0, 1, 2], mode)
  const [fits, fitsNot] = [pace('tap-yes'), pace('tap-no')]
  expect(fits.rest).toEqual([true, false, false])
  expect(fitsNot.rest).toEqual([false, false, true])
  expect(fitsNot.shownMs[0]).toBeGreaterThan(fits.shownMs[0]!)
  expect(fitsNot.shownMs[1]).toBe(fits.shownMs[1])
  expect(fitsNot.shownMs[2]).toBeLessThan(fits.shownMs[2]!)
})
