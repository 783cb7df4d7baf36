import { expect, test } from 'vitest'
import { frontierByTasks } from './plan-frontier'

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
