import type { NextAuthOptions } from 'next-auth'
import type { ErrorBody } from '@/lib/contracts/error'
import { AppError, errorStatus, TooManyAttempts } from '@/lib/errors'
import { unavailability } from '@/lib/services/server-health'
import { requestId } from '@/lib/telemetry/request-scope'
import { log } from './log'

const json = (status: number, body: ErrorBody, headers: HeadersInit = {}) =>
  Response.json(body, { status, headers: { 'Cache-Control': 'no-store', ...headers } })

const failed = 'Something went wrong on the server. It has been logged.'

/** Returns the body for an unexpected error, with the request id under which the log has it. */
const internalError = (id: string | null): ErrorBody =>
  id === null
    ? { code: 'internal', message: failed, fields: {} }
    : { code: 'internal', message: `${failed} Quote this number when you report it: ${id}`, fields: {}, requestId: id }

/** How clients sign in, and when they may try again. */
function headersOf(status: number, error: unknown): Record<string, string> {
  if (status === 401) return { 'WWW-Authenticate': 'Bearer' }
  if (status !== 429 && status !== 503) return {}
  return { 'Retry-After': String(error instanceof TooManyAttempts ? error.retryAfterSeconds : 2) }
}

interface Refused {
  method: string
  /** Without the query, which may contain the secret of a link. */
  path: string
  /** The id of the user who requested it. */
  actor?: string | null
}

/**
 * Returns code and message of an AppError, and nothing of the message of any other error or of a cause. Refusals are
 * logged with who, what and why, without the request's content.
 */
export function errorResponse(error: unknown, request: Refused): Response {
  if (error instanceof AppError) {
    if (error.cause === undefined) log.info({ ...request, code: error.code }, 'refused')
    else log.warn({ ...request, err: error.cause }, error.code)
    const status = errorStatus[error.code]
    return json(status, { code: error.code, message: error.message, fields: error.fields }, headersOf(status, error))
  }
  const away = unavailability(error)
  if (away) {
    log.warn({ ...request, err: error }, 'unavailable')
    return json(503, { code: away.code, message: away.message, fields: {} }, headersOf(503, away))
  }
  log.error({ ...request, err: error }, 'unexpected error')
  return json(500, internalError(requestId()))
}

/** In characters, of a sign-in error in the log. */
const maxMessageLength = 300

/**
 * Writes next-auth's errors, such as those of a provider, to our log. Only message and stack: an error of the
 * provider's client contains its request with the client secret. Anyone can send texts to next-auth's `_log`, which are
 * ignored, and to its callback as the provider's error, which are shortened.
 */
export const signInLogger = {
  error: (code, metadata) => {
    const error = metadata instanceof Error ? metadata : metadata.error
    if (!(error instanceof Error)) return
    const message = error.message.slice(0, maxMessageLength)
    const stack = error.stack?.replace(error.message, () => message)
    log.error({ code, err: Object.assign(new Error(message), { stack }) }, 'sign-in error')
  },
  warn: () => {},
} satisfies NextAuthOptions['logger']
