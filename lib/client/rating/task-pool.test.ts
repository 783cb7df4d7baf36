import { expect, test } from 'vitest'
import { fakeSession, fakeTask } from '@/lib/client/testing/fake-session'
import {
  createTaskPool,
  nextTask,
  openTasks,
  withoutTask,
  withSession,
  withTaskAllowedAgain,
  withTaskFirst,
} from './task-pool'

const ids = (pool: ReturnType<typeof createTaskPool>) => openTasks(pool).map(({ assignmentId }) => assignmentId)

test('shows tasks in the order they are held', () => {
  const pool = createTaskPool(fakeSession([1, 2, 3]))
  expect(ids(pool)).toEqual([1, 2, 3])
})

test('continues without the server, and leaves out tasks whose answers are being sent', () => {
  const pool = withoutTask(createTaskPool(fakeSession([1, 2, 3])), fakeTask(1))
  expect(nextTask(pool)?.assignmentId).toBe(2)
  const late = withSession(pool, fakeSession([1, 2, 3], [2, 3]))
  expect(ids(late)).toEqual([2, 3])
})

test("adds the server's new tasks and keeps those it does not send again", () => {
  const pool = withoutTask(createTaskPool(fakeSession([1, 2, 3])), fakeTask(1))
  expect(ids(withSession(pool, fakeSession([2, 3, 4], [3])))).toEqual([2, 3, 4])
})

test('drops tasks that the rater no longer holds', () => {
  expect(ids(withSession(createTaskPool(fakeSession([1, 2, 3])), fakeSession([1, 3], [3])))).toEqual([1, 3])
  expect(ids(withSession(createTaskPool(fakeSession([1, 2, 3])), fakeSession([])))).toEqual([])
})

test('never shows the same revision of a task twice, but shows a later one', () => {
  const pool = withoutTask(createTaskPool(fakeSession([1, 2])), fakeTask(1))
  const reopened = withSession(pool, { ...fakeSession([1, 2], [2]), task: fakeTask(1, 1) })
  expect(nextTask(reopened)?.revision).toBe(1)
  expect(ids(withoutTask(reopened, fakeTask(1, 1)))).toEqual([2])
})

test('shows a task with rejected answers again once it is held again', () => {
  const pool = withTaskAllowedAgain(withoutTask(createTaskPool(fakeSession([1, 2])), fakeTask(1)), fakeTask(1))
  expect(ids(pool)).toEqual([2])
  expect(ids(withSession(pool, fakeSession([2, 1])))).toEqual([2, 1])
})

test('puts first a task that was taken back before it was sent', () => {
  const pool = withoutTask(createTaskPool(fakeSession([1, 2])), fakeTask(1))
  expect(ids(withTaskFirst(pool, fakeTask(1)))).toEqual([1, 2])
})

test('accepts a current task that is not in `held`, as older servers send it', () => {
  expect(ids(createTaskPool({ ...fakeSession([5]), held: [] }))).toEqual([5])
})
