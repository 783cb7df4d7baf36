import { afterEach, expect, test, vi } from 'vitest'
import { AppError } from '@/lib/errors'
import { withinRequest } from '@/lib/telemetry/request-scope'
import { errorResponse } from './error-response'
import { log } from './log'

afterEach(() => vi.restoreAllMocks())
const request = { method: 'GET', path: '/api/projects/a/members', actor: 'an-account' }

test('a refusal is logged by who, what and why, without what was sent', () => {
  const info = vi.spyOn(log, 'info').mockReturnValue()
  const answer = errorResponse(new AppError('forbidden', 'Not yours.', { email: 'ada@example.org' }), request)
  expect(answer.status).toBe(403)
  expect(info.mock.calls).toEqual([[{ ...request, code: 'forbidden' }, 'refused']])
})

test('an unexpected error is logged whole and answered without a word of it', async () => {
  const error = vi.spyOn(log, 'error').mockReturnValue()
  const failure = new Error('connection string postgres://user:secret@host')
  const answer = errorResponse(failure, request)
  expect(answer.status).toBe(500)
  expect(await answer.text()).not.toMatch(/secret|postgres|at .*:\d+/)
  expect(error.mock.calls).toEqual([[{ ...request, err: failure }, 'unexpected error']])
})

test('an unexpected error quotes the number of the request, by which the log has it', async () => {
  vi.spyOn(log, 'error').mockReturnValue()
  const answer = await withinRequest({ id: 'number-of-it' }, () => errorResponse(new Error('x'), request).json())
  expect(answer).toMatchObject({ code: 'internal', requestId: 'number-of-it' })
  expect(answer.message).toMatch(/Quote this number when you report it: number-of-it$/)
})
