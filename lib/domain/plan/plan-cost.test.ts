import { expect, test } from 'vitest'
import { planCost } from './plan-cost'

test('candidates and tasks cost their raters’ time', () => {
  // 8 seconds a task and 4 a candidate: 36 seconds for the seven of each task.
  const terms = { ratersPerTask: 5, time: { perTask: 8, perCandidate: 4 }, payPerHour: 15 }
  expect(planCost({ pairs: 700, tasks: 100 }, terms)).toEqual({
    tasks: 100,
    assignments: 500,
    votes: 3500,
    raterHours: 5,
    cost: 75,
  })
})

test('nothing to ask costs nothing', () => {
  expect(
    planCost({ pairs: 0, tasks: 0 }, { ratersPerTask: 5, time: { perTask: 1, perCandidate: 4 }, payPerHour: 15 }).cost,
  ).toBe(0)
})

test('a task of one candidate costs less than a full one', () => {
  const terms = { ratersPerTask: 1, time: { perTask: 0, perCandidate: 3.75 }, payPerHour: 15 }
  expect(planCost({ pairs: 1000, tasks: 1000 }, terms).cost).toBeCloseTo(15.625, 10)
  expect(planCost({ pairs: 8000, tasks: 1000 }, terms).cost).toBeCloseTo(125, 10)
})
