import { expect, test } from 'vitest'
import { leastTasks, mostWindows, paceBounds } from './pace-windows'

test('splits tasks into a limited number of consecutive windows of sufficient size', () => {
  for (const tasks of [1, 9, 10, 19, 20, 137, 5_000]) {
    const bounds = paceBounds(tasks)
    expect([bounds[0], bounds.at(-1)]).toEqual([0, tasks])
    expect(bounds.length - 1).toBeLessThanOrEqual(mostWindows)
    const sizes = bounds.slice(1).map((bound, index) => bound - bounds[index]!)
    if (tasks >= leastTasks) expect(Math.min(...sizes)).toBeGreaterThanOrEqual(leastTasks)
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1)
  }
  expect(paceBounds(0)).toEqual([])
})
