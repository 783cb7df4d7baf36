import { expect, test } from 'vitest'
import { madeUpSeat } from '@/lib/client/testing/made-up-seat'
import { leasesReader, seatReader, submitReader } from './seat-reader'

test('reads what the routes send', () => {
  const seat = madeUpSeat([1, 2])
  expect(seatReader.safeParse(seat)).toEqual({ success: true, data: seat })
  expect(seatReader.safeParse(madeUpSeat([])).success).toBe(true)
  expect(submitReader.safeParse({ outcome: 'accepted', next: seat, feedback: null }).success).toBe(true)
  expect(leasesReader.safeParse({ held: [{ assignmentId: 1, leaseExpiresAt: '' }] }).success).toBe(true)
})

test('refuses what would break the screen', () => {
  const seat = madeUpSeat([1, 2])
  for (const broken of [
    null,
    [],
    '<html>',
    { ...seat, task: undefined },
    { ...seat, task: { ...seat.task, candidates: [{}] } },
    { ...seat, ahead: [null] },
    { ...seat, held: null },
    { ...seat, progress: undefined },
  ])
    expect(seatReader.safeParse(broken).success).toBe(false)
  expect(submitReader.safeParse({ outcome: 'accepted', next: null, feedback: null }).success).toBe(false)
  expect(leasesReader.safeParse({}).success).toBe(false)
})
