import { expect, test } from 'vitest'
import { finishedShare } from './finished-share'

test('is the share of finished tasks, and 0 without tasks', () => {
  expect(finishedShare({ tasks: 8, finishedTasks: 2 })).toBe(0.25)
  expect(finishedShare({ tasks: 0, finishedTasks: 0 })).toBe(0)
})
