import { expect, test } from 'vitest'
import { tenthsOfMinutes, visitLeft, visitSeconds, wholeMinutes } from './visit-time'

const plan = {
  ...{ wanted: 10, trainingTasks: 2, testTasks: 4 },
  ...{ secondsPerTask: 20, secondsPerTraining: 30, secondsPerTest: 25 },
}

test('includes training and test in the expected time of a visit', () => {
  expect(visitSeconds(plan)).toBe(2 * 30 + 4 * 25 + 10 * 20)
  expect(visitSeconds({ ...plan, trainingTasks: 0, testTasks: 0 })).toBe(200)
  expect(visitSeconds({ ...plan, wanted: null })).toBeNull()
})

test('decreases the remaining time with every task, while the share done rises to one', () => {
  const left = (step: 'training' | 'test' | 'rating', doneInStep: number, done = 0) =>
    visitLeft(plan, { step, doneInStep, done, isRetest: false })
  expect(left('training', 0)).toEqual({ seconds: 360, doneShare: 0 })
  expect(left('training', 1)?.seconds).toBe(330)
  expect(left('test', 0)?.seconds).toBe(300)
  expect(left('test', 4)?.seconds).toBe(200)
  expect(left('rating', 123, 0)?.seconds).toBe(200)
  expect(left('rating', 123, 5)).toEqual({ seconds: 100, doneShare: 1 - 100 / 360 })
  expect(left('rating', 123, 12)).toEqual({ seconds: 0, doneShare: 1 })
  expect(visitLeft({ ...plan, wanted: null }, { step: 'rating', doneInStep: 0, isRetest: false, done: 3 })).toBeNull()
})

test('keeps the share of a failed attempt while the test is repeated, which takes time again', () => {
  for (const doneInStep of [0, 3])
    expect(visitLeft(plan, { step: 'test', doneInStep, isRetest: true, done: 0 })).toEqual({
      seconds: 300 - doneInStep * 25,
      doneShare: 1 - 200 / 360,
    })
})

test('rounds up to at least one minute, or to a tenth of a minute where pay is compared', () => {
  expect([0, 60, 61, 600].map(wholeMinutes)).toEqual([1, 1, 2, 10])
  expect([0, 6, 90, 92, 600].map(tenthsOfMinutes)).toEqual([0.1, 0.1, 1.5, 1.5, 10])
})
