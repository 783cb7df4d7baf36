import { expect, test } from 'vitest'
import { madeUpSeat, madeUpTask } from '@/lib/client/testing/made-up-seat'
import { haveOf, nextTask, openTasks, poolFrom, withDone, withFirst, withReturned, withSeat } from './task-pool'

const ids = (pool: ReturnType<typeof poolFrom>) => openTasks(pool).map(({ assignmentId }) => assignmentId)

test('shows the tasks in the order they are held', () => {
  const pool = poolFrom(madeUpSeat([1, 2, 3]))
  expect(ids(pool)).toEqual([1, 2, 3])
  expect(haveOf(pool)).toEqual([1, 2, 3])
})

test('goes on without the server, and leaves out what was answered here while its answer is on the way', () => {
  const pool = withDone(poolFrom(madeUpSeat([1, 2, 3])), madeUpTask(1))
  expect(nextTask(pool)?.assignmentId).toBe(2)
  const late = withSeat(pool, madeUpSeat([1, 2, 3], [2, 3]))
  expect(ids(late)).toEqual([2, 3])
  expect(haveOf(late)).toEqual([2, 3])
})

test('takes up what the server adds, and keeps what it does not send again', () => {
  const pool = withDone(poolFrom(madeUpSeat([1, 2, 3])), madeUpTask(1))
  expect(ids(withSeat(pool, madeUpSeat([2, 3, 4], [3])))).toEqual([2, 3, 4])
})

test('drops what the rater does not hold any more', () => {
  expect(ids(withSeat(poolFrom(madeUpSeat([1, 2, 3])), madeUpSeat([1, 3], [3])))).toEqual([1, 3])
  expect(ids(withSeat(poolFrom(madeUpSeat([1, 2, 3])), madeUpSeat([])))).toEqual([])
})

test('never shows the same turn of a task twice, but a later turn of it', () => {
  const pool = withDone(poolFrom(madeUpSeat([1, 2])), madeUpTask(1))
  const reopened = withSeat(pool, { ...madeUpSeat([1, 2], [2]), task: madeUpTask(1, 1) })
  expect(nextTask(reopened)?.revision).toBe(1)
  expect(ids(withDone(reopened, madeUpTask(1, 1)))).toEqual([2])
})

test('shows a task again whose answers were refused, once it is held again', () => {
  const pool = withReturned(withDone(poolFrom(madeUpSeat([1, 2])), madeUpTask(1)), madeUpTask(1))
  expect(ids(pool)).toEqual([2])
  expect(ids(withSeat(pool, madeUpSeat([2, 1])))).toEqual([2, 1])
})

test('puts a task in front that was taken back before it was sent', () => {
  const pool = withDone(poolFrom(madeUpSeat([1, 2])), madeUpTask(1))
  expect(ids(withFirst(pool, madeUpTask(1)))).toEqual([1, 2])
})

test('takes a task in hand that is not listed, as an older server sends it', () => {
  expect(ids(poolFrom({ ...madeUpSeat([5]), held: [] }))).toEqual([5])
})
