import { expect, test } from 'vitest'
import { frontierByTasks, planCost } from './plan-cost'

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

const point = (recall: number, tasks: number, pairs: number) => ({ recall, tasks, pairs })

test('returns points whose recall rises with the number of tasks', () => {
  const points = [point(0.2, 50, 10), point(0.3, 20, 20), point(0.5, 60, 30), point(0.4, 70, 40)]
  expect(frontierByTasks(points)).toEqual([points[1], points[2]])
})

test('breaks ties in tasks by higher recall, then by fewer pairs', () => {
  const points = [point(0.3, 20, 20), point(0.4, 20, 30), point(0.4, 20, 25)]
  expect(frontierByTasks(points)).toEqual([points[2]])
})

test('is empty without points', () => {
  expect(frontierByTasks([])).toEqual([])
})
