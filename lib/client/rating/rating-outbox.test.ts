import { expect, test, vi } from 'vitest'
import { ApiError } from '@/lib/client/api'
import type { SubmitOutput } from '@/lib/contracts/rating/rating'
import { type VoteEntry, voteSender } from './rating-outbox'

const entry: VoteEntry = {
  kind: 'votes',
  slug: 'desk',
  raterId: 7,
  id: '1/0',
  queuedAt: 0,
  input: { assignmentId: 1, revision: 0, answers: ['yes'], durationMs: null, imageShownMs: 1_000, shownMs: null },
}
const refused = (status: number) => () => Promise.reject(new ApiError(status, 'refused', `status ${status}`))
const statusOf = (sender: ReturnType<typeof voteSender>) =>
  sender(entry).then(
    () => 200,
    (error: ApiError) => error.status,
  )

test('asks raters to sign in, and participants to open the study, if answers are rejected for someone else', async () => {
  const sending = voteSender({ submit: refused(404), currentRaterId: async () => 8 })(entry)
  await expect(sending).rejects.toMatchObject({
    status: 401,
    message: expect.stringContaining('Sign in, or open the study, again'),
  })
})

test('keeps the answers of an account that is no longer a rater, or whose project was deleted', async () => {
  const sending = voteSender({ submit: refused(404), currentRaterId: refused(404) })(entry)
  await expect(sending).rejects.toMatchObject({ code: 'no-access' })
})

test("keeps the rejection if the rater's own account is signed in", async () => {
  expect(await statusOf(voteSender({ submit: refused(404), currentRaterId: async () => 7 }))).toBe(404)
  expect(await statusOf(voteSender({ submit: refused(409), currentRaterId: refused(500) }))).toBe(409)
})

test('saves the answers of an account that becomes a rater again while it is looked up', async () => {
  const submit = vi.fn(async () => ({}) as SubmitOutput).mockImplementationOnce(refused(404))
  expect(await statusOf(voteSender({ submit, currentRaterId: async () => 7 }))).toBe(200)
  expect(submit).toHaveBeenCalledTimes(2)
})

test('treats the error as temporary while the signed-in account is unknown', async () => {
  expect(await statusOf(voteSender({ submit: refused(404), currentRaterId: refused(503) }))).toBe(503)
})
