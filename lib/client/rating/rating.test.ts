import { expect, test } from 'vitest'
import { madeUpSession } from '@/lib/client/testing/made-up-session'
import { leasesReader, sessionReader, submitReader } from './rating'

test('accepts what the routes send', () => {
  const session = madeUpSession([1, 2])
  expect(sessionReader.safeParse(session)).toEqual({ success: true, data: session })
  expect(sessionReader.safeParse(madeUpSession([])).success).toBe(true)
  expect(submitReader.safeParse({ outcome: 'accepted', next: session, feedback: null }).success).toBe(true)
  expect(leasesReader.safeParse({ held: [{ assignmentId: 1, leaseExpiresAt: '' }] }).success).toBe(true)
})

test('rejects responses that would break the rating screen', () => {
  const session = madeUpSession([1, 2])
  for (const broken of [
    null,
    [],
    '<html>',
    { ...session, task: undefined },
    { ...session, task: { ...session.task, candidates: [{}] } },
    { ...session, ahead: [null] },
    { ...session, held: null },
    { ...session, progress: undefined },
  ])
    expect(sessionReader.safeParse(broken).success).toBe(false)
  expect(submitReader.safeParse({ outcome: 'accepted', next: null, feedback: null }).success).toBe(false)
  expect(leasesReader.safeParse({}).success).toBe(false)
})
