import pino from 'pino'
import { afterEach, expect, test, vi } from 'vitest'
import { AppError, TooManyAttempts } from '@/lib/errors'
import { withinRequest } from '@/lib/telemetry/request-scope'
import { errorResponse, signInLogger } from './error-response'
import { log } from './log'

afterEach(() => vi.restoreAllMocks())
const request = { method: 'GET', path: '/api/projects/a/members', actor: 'an-account' }

test("logs who was refused what and why, without the request's content", () => {
  const info = vi.spyOn(log, 'info').mockReturnValue()
  const answer = errorResponse(new AppError('forbidden', 'Not yours.', { email: 'ada@example.org' }), request)
  expect(answer.status).toBe(403)
  expect(info.mock.calls).toEqual([[{ ...request, code: 'forbidden' }, 'refused']])
})

test('logs the cause of a refusal, and reveals nothing of it in the response', async () => {
  const warn = vi.spyOn(log, 'warn').mockReturnValue()
  const cause = new AppError('conflict', 'The bucket “pictures” at http://10.0.0.5:9000 answered AccessDenied.')
  const answer = errorResponse(new AppError('unavailable', 'Not right now.', {}, { cause }), request)
  expect(answer.status).toBe(503)
  expect(await answer.text()).not.toMatch(/pictures|10\.0\.0\.5/)
  expect(warn.mock.calls).toEqual([[{ ...request, err: cause }, 'unavailable']])
})

test('logs an unexpected error in full, and reveals nothing of it in the response', async () => {
  const error = vi.spyOn(log, 'error').mockReturnValue()
  const failure = new Error('connection string postgres://user:secret@host')
  const answer = errorResponse(failure, request)
  expect(answer.status).toBe(500)
  expect(await answer.text()).not.toMatch(/secret|postgres|at .*:\d+/)
  expect(error.mock.calls).toEqual([[{ ...request, err: failure }, 'unexpected error']])
})

test("includes the request's id in the response to an unexpected error, to find it in the log", async () => {
  vi.spyOn(log, 'error').mockReturnValue()
  const answer = await withinRequest({ id: 'number-of-it' }, () => errorResponse(new Error('x'), request).json())
  expect(answer).toMatchObject({ code: 'internal', requestId: 'number-of-it' })
  expect(answer.message).toMatch(/Quote this number when you report it: number-of-it$/)
})

test("logs a provider's error without its request, and little or nothing of what a visitor sends", () => {
  const write = vi.spyOn(log, 'error').mockReturnValue()
  const sent = { headers: { authorization: 'Basic the-client-secret' } }
  const error = Object.assign(new Error('invalid_client'), { response: { request: sent } })
  signInLogger.error('OAUTH_CALLBACK_ERROR', error)
  signInLogger.error('SIGNIN_OAUTH_ERROR', { error, providerId: 'oidc' })
  const calls = write.mock.calls as unknown as [{ code: string; err: Error }][]
  const lines = calls.map(([{ code, err }]) => JSON.parse(JSON.stringify({ code, err: pino.stdSerializers.err(err) })))
  const err = { type: 'Error', message: 'invalid_client', stack: error.stack }
  expect(lines).toEqual([
    { code: 'OAUTH_CALLBACK_ERROR', err },
    { code: 'SIGNIN_OAUTH_ERROR', err },
  ])
  // As `_log` passes on a form.
  signInLogger.error('made up', { error: 'text', message: 'text' } as never)
  signInLogger.error('made up', {} as never)
  expect(write).toHaveBeenCalledTimes(2)
  signInLogger.error('OAUTH_CALLBACK_HANDLER_ERROR', { error: new Error('x'.repeat(16_000)) } as never)
  expect(JSON.stringify(pino.stdSerializers.err(calls[2]![0].err)).length).toBeLessThan(3_000)
})

test('says how to sign in, and when to try again', () => {
  vi.spyOn(log, 'info').mockReturnValue()
  const headers = (error: AppError) => errorResponse(error, request).headers
  expect(headers(new AppError('unauthenticated', 'Sign in first.')).get('WWW-Authenticate')).toBe('Bearer')
  expect(headers(new AppError('too-many-requests', 'You have 5 downloads running.')).get('Retry-After')).toBe('2')
  expect(headers(new AppError('unavailable', 'Not right now.')).get('Retry-After')).toBe('2')
  expect(headers(new TooManyAttempts(90, true)).get('Retry-After')).toBe('90')
  expect(headers(new AppError('forbidden', 'Not yours.')).get('Retry-After')).toBeNull()
})
