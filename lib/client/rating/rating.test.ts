import { expect, test } from 'vitest'
import { fakeSession } from '@/lib/client/testing/fake-session'
import { endOf, isLeasesOutput, isRatingSession, isSubmitOutput } from './rating'

test('accepts what the routes send', () => {
  const session = fakeSession([1, 2])
  expect(isRatingSession(session)).toBe(true)
  expect(isRatingSession(fakeSession([]))).toBe(true)
  expect(isSubmitOutput({ outcome: 'accepted', next: session, feedback: null })).toBe(true)
  expect(isLeasesOutput({ held: [{ assignmentId: 1, leaseExpiresAt: '' }] })).toBe(true)
})

test('tells a project without launched tasks from one whose tasks were done by others', () => {
  const progress = { submittedToday: 0, submittedEver: 0, tasksOpen: 0, tasksTotal: 0 }
  expect(endOf({ progress })).toBe('nothingYet')
  expect(endOf({ progress: { ...progress, tasksTotal: 9 } })).toBe('nothingLeft')
  expect(endOf({ progress: { ...progress, submittedEver: 1, tasksTotal: 9 } })).toBe('finished')
})

test('rejects responses that would break the rating screen', () => {
  const session = fakeSession([1, 2])
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
    expect(isRatingSession(broken)).toBe(false)
  expect(isSubmitOutput({ outcome: 'accepted', next: null, feedback: null })).toBe(false)
  expect(isLeasesOutput({})).toBe(false)
})
