import { expect, test } from 'vitest'
import { simulatedRater } from './simulated-crowd'
import { simulatedPace } from './simulated-pace'

const crowd = Array.from({ length: 40 }, (_, number) => simulatedRater(3, number))
const tasks = Array.from({ length: 200 }, (_, task) => Array.from({ length: 8 }, (_, k) => task * 8 + k))
const answers = [0, 2, 0, 0, 0, 0, 0, 0]
const all = crowd.flatMap((rater) => tasks.map((task) => ({ rater, ...simulatedPace(rater, task, answers) })))
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

test('depends only on the rater and the candidates', () => {
  expect(simulatedPace(crowd[1]!, tasks[4]!, answers)).toEqual(simulatedPace(crowd[1]!, tasks[4]!, answers))
  expect(simulatedPace(crowd[1]!, tasks[4]!, answers)).not.toEqual(simulatedPace(crowd[2]!, tasks[4]!, answers))
})

test('is active for at least the time of the names, and never longer than the wall-clock time', () => {
  for (const { shownMs, activeMs, durationMs } of all) {
    const shown = shownMs.reduce((sum, ms) => sum + ms, 0)
    expect(activeMs).toBeGreaterThan(shown)
    expect(durationMs).toBeGreaterThanOrEqual(activeMs)
  }
  const paused = all.filter(({ activeMs, durationMs }) => durationMs > activeMs)
  expect(paused.length / all.length).toBeGreaterThan(0.03)
  expect(paused.length / all.length).toBeLessThan(0.1)
})

test('uses “rest” only for trailing names answered no, and shows only one of them', () => {
  const withRest = all.filter(({ rest }) => rest.some(Boolean))
  expect(withRest.length).toBeGreaterThan(100)
  for (const { rest, shownMs } of withRest) {
    expect(rest).toEqual([false, false, true, true, true, true, true, true])
    expect(shownMs.slice(3)).toEqual([0, 0, 0, 0, 0])
  }
  const none = simulatedPace(crowd[0]!, [1, 2, 3], [0, 0, 2])
  expect(none.rest).toEqual([false, false, false])
})

test('takes longest for the first name, and less time for careless raters', () => {
  const careful = all.filter(({ rater, rest }) => !rater.isCareless && !rest.some(Boolean))
  const at = (index: number) => mean(careful.map(({ shownMs }) => shownMs[index]!))
  expect(at(0)).toBeGreaterThan(1.3 * at(1))
  expect(at(1)).toBeGreaterThan(at(7))
  const careless = all.filter(({ rater }) => rater.isCareless)
  expect(mean(careless.map(({ activeMs }) => activeMs))).toBeLessThan(mean(careful.map(({ activeMs }) => activeMs)) / 3)
})
