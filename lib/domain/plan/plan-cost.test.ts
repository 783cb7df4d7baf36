import { expect, test } from 'vitest'
import { planCost } from './plan-cost'

test("prices candidates and tasks by raters' time", () => {
  // 8 seconds per task and 4 per candidate: 36 seconds for seven candidates.
  const terms = { ratersPerTask: 5, time: { perTask: 8, perCandidate: 4 }, payPerHour: 15 }
  expect(planCost({ pairs: 700, tasks: 100 }, terms)).toEqual({
    tasks: 100,
    assignments: 500,
    votes: 3500,
    raterHours: 5,
    cost: 75,
  })
})

test('costs nothing if there is nothing to ask', () => {
  expect(
    planCost({ pairs: 0, tasks: 0 }, { ratersPerTask: 5, time: { perTask: 1, perCandidate: 4 }, payPerHour: 15 }).cost,
  ).toBe(0)
})

test('costs less for a task with one candidate than for a full one', () => {
  const terms = { ratersPerTask: 1, time: { perTask: 0, perCandidate: 3.75 }, payPerHour: 15 }
  expect(planCost({ pairs: 1000, tasks: 1000 }, terms).cost).toBeCloseTo(15.625, 10)
  expect(planCost({ pairs: 8000, tasks: 1000 }, terms).cost).toBeCloseTo(125, 10)
})
