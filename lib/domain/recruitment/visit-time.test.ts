import { expect, test } from 'vitest'
import { planAfter, roundedMinutes, visitLeft, visitSeconds, wholeMinutes } from './visit-time'

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
  const totals = { training: 2, test: 4, rating: null }
  const left = (kind: 'training' | 'test' | 'rating', doneInStep: number, done = 0) =>
    visitLeft(plan, { step: { kind, done: doneInStep, total: totals[kind] }, done, hasFailedTest: false })
  expect(left('training', 0)).toEqual({ seconds: 360, doneShare: 0 })
  expect(left('training', 1)?.seconds).toBe(330)
  expect(left('test', 0)?.seconds).toBe(300)
  expect(left('test', 4)?.seconds).toBe(200)
  expect(left('rating', 123, 0)?.seconds).toBe(200)
  expect(left('rating', 123, 5)).toEqual({ seconds: 100, doneShare: 1 - 100 / 360 })
  expect(left('rating', 123, 12)).toEqual({ seconds: 0, doneShare: 1 })
  const rating = { step: { kind: 'rating', done: 0, total: null }, hasFailedTest: false, done: 3 } as const
  expect(visitLeft({ ...plan, wanted: null }, rating)).toBeNull()
})

test('counts as work of a visit only what is left of training and test at its start', () => {
  const none = { isQualified: false, hasTested: false, training: 0, test: 0 }
  const after = (before: Partial<typeof none>) => {
    const { trainingTasks, testTasks } = planAfter(plan, { ...none, ...before })
    return [trainingTasks, testTasks]
  }
  expect(after({})).toEqual([2, 4])
  expect(after({ training: 1 })).toEqual([1, 4])
  expect(after({ training: 1, hasTested: true, test: 3 })).toEqual([0, 1])
  expect(after({ isQualified: true })).toEqual([0, 0])
  const rest = planAfter(plan, { ...none, training: 1 })
  const left = (done: number) =>
    visitLeft(rest, { step: { kind: 'training', done, total: 2 }, done: 0, hasFailedTest: false })
  expect(left(1)).toEqual({ seconds: 330, doneShare: 0 })
  expect(left(2)).toEqual({ seconds: 300, doneShare: 1 - 300 / 330 })
})

test('adds the time of tasks that were not planned, but no pay', () => {
  const step = { kind: 'training', done: 0, total: 5 } as const
  expect(visitLeft(plan, { step, done: 0, hasFailedTest: false })).toEqual({ seconds: 450, doneShare: 0 })
})

test('keeps the share of a failed attempt while the test is repeated, which takes time again', () => {
  for (const done of [0, 3])
    expect(visitLeft(plan, { step: { kind: 'test', done, total: 4 }, hasFailedTest: true, done: 0 })).toEqual({
      seconds: 300 - done * 25,
      doneShare: 1 - 200 / 360,
    })
})

test('rounds up to at least one minute, or to a tenth of a minute where pay is compared', () => {
  expect([0, 60, 61, 600].map(wholeMinutes)).toEqual([1, 1, 2, 10])
  expect([0, 6, 90, 92, 600].map(roundedMinutes)).toEqual([0.1, 0.1, 1.5, 1.5, 10])
})
