import { expect, test } from 'vitest'
import { ApiError } from '@/lib/client/api-error'
import { submissionSender } from './submission-sender'
import type { PendingSubmission } from './submission-store'

const submission: PendingSubmission = {
  slug: 'desk',
  raterId: 7,
  assignmentId: 1,
  queuedAt: 0,
  input: { revision: 0, answers: ['yes'], durationMs: null, shownMs: null },
}
const refused = (status: number) => () => Promise.reject(new ApiError(status, 'refused', `status ${status}`))
const statusOf = (sender: ReturnType<typeof submissionSender>) =>
  sender(submission).then(
    () => 200,
    (error: ApiError) => error.status,
  )

test('asks for the sign-in of their own rater when answers are refused under another account', async () => {
  const other = { submit: refused(404), raterIdNow: async () => 8 }
  expect(await statusOf(submissionSender(other))).toBe(401)
  const stranger = { submit: refused(404), raterIdNow: refused(404) }
  expect(await statusOf(submissionSender(stranger))).toBe(401)
})

test('takes a refusal under the own account for what it is', async () => {
  expect(await statusOf(submissionSender({ submit: refused(404), raterIdNow: async () => 7 }))).toBe(404)
  expect(await statusOf(submissionSender({ submit: refused(409), raterIdNow: refused(500) }))).toBe(409)
})

test('leaves it open while nobody can say who is signed in', async () => {
  expect(await statusOf(submissionSender({ submit: refused(404), raterIdNow: refused(503) }))).toBe(503)
})
