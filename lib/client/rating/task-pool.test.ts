import { expect, test } from 'vitest'
import { madeUpSession, madeUpTask } from '@/lib/client/testing/made-up-session'
import { nextTask, openTasks, poolFrom, withDone, withFirst, withReturned, withSession } from './task-pool'

const ids = (pool: ReturnType<typeof poolFrom>) => openTasks(pool).map(({ assignmentId }) => assignmentId)

test('shows tasks in the order they are held', () => {
  const pool = poolFrom(madeUpSession([1, 2, 3]))
  expect(ids(pool)).toEqual([1, 2, 3])
})

test('continues without the server, and leaves out tasks whose answers are being sent', () => {
  const pool = withDone(poolFrom(madeUpSession([1, 2, 3])), madeUpTask(1))
  expect(nextTask(pool)?.assignmentId).toBe(2)
  const late = withSession(pool, madeUpSession([1, 2, 3], [2, 3]))
  expect(ids(late)).toEqual([2, 3])
})

test("adds the server's new tasks and keeps those it does not send again", () => {
  const pool = withDone(poolFrom(madeUpSession([1, 2, 3])), madeUpTask(1))
  expect(ids(withSession(pool, madeUpSession([2, 3, 4], [3])))).toEqual([2, 3, 4])
})

test('drops tasks that the rater no longer holds', () => {
  expect(ids(withSession(poolFrom(madeUpSession([1, 2, 3])), madeUpSession([1, 3], [3])))).toEqual([1, 3])
  expect(ids(withSession(poolFrom(madeUpSession([1, 2, 3])), madeUpSession([])))).toEqual([])
})

test('never shows the same revision of a task twice, but shows a later one', () => {
  const pool = withDone(poolFrom(madeUpSession([1, 2])), madeUpTask(1))
  const reopened = withSession(pool, { ...madeUpSession([1, 2], [2]), task: madeUpTask(1, 1) })
  expect(nextTask(reopened)?.revision).toBe(1)
  expect(ids(withDone(reopened, madeUpTask(1, 1)))).toEqual([2])
})

test('shows a task with rejected answers again once it is held again', () => {
  const pool = withReturned(withDone(poolFrom(madeUpSession([1, 2])), madeUpTask(1)), madeUpTask(1))
  expect(ids(pool)).toEqual([2])
  expect(ids(withSession(pool, madeUpSession([2, 1])))).toEqual([2, 1])
})

test('puts first a task that was taken back before it was sent', () => {
  const pool = withDone(poolFrom(madeUpSession([1, 2])), madeUpTask(1))
  expect(ids(withFirst(pool, madeUpTask(1)))).toEqual([1, 2])
})

test('accepts a current task that is not in `held`, as older servers send it', () => {
  expect(ids(poolFrom({ ...madeUpSession([5]), held: [] }))).toEqual([5])
})
