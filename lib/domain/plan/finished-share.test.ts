import { expect, test } from 'vitest'
import { finishedShare } from './finished-share'

test('is a share of all tasks, and zero where there are none', () => {
  expect(finishedShare({ tasks: 8, finishedTasks: 2 })).toBe(0.25)
  expect(finishedShare({ tasks: 0, finishedTasks: 0 })).toBe(0)
})
