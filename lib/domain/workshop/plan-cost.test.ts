import { expect, test } from 'vitest'
import { planCost } from './plan-cost'

test('tasks cost their raters’ time', () => {
  const terms = { ratersPerTask: 5, secondsPerTask: 36, payPerHour: 15 }
  expect(planCost({ pairs: 700, tasks: 100 }, terms)).toEqual({
    tasks: 100,
    assignments: 500,
    votes: 3500,
    raterHours: 5,
    cost: 75,
  })
})

test('nothing to ask costs nothing', () => {
  expect(planCost({ pairs: 0, tasks: 0 }, { ratersPerTask: 5, secondsPerTask: 30, payPerHour: 15 }).cost).toBe(0)
})
