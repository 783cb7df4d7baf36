import { expect, test } from 'vitest'
import { leastTasks, mostWindows, paceCuts } from './pace-windows'

test('cuts tasks into windows that follow each other, hold enough and are not too many', () => {
  for (const tasks of [1, 9, 10, 19, 20, 137, 5_000]) {
    const cuts = paceCuts(tasks)
    expect([cuts[0], cuts.at(-1)]).toEqual([0, tasks])
    expect(cuts.length - 1).toBeLessThanOrEqual(mostWindows)
    const sizes = cuts.slice(1).map((cut, index) => cut - cuts[index])
    if (tasks >= leastTasks) expect(Math.min(...sizes)).toBeGreaterThanOrEqual(leastTasks)
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1)
  }
  expect(paceCuts(0)).toEqual([])
})
