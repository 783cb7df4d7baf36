import { AppError } from '@/lib/errors'
import { errorResponse } from './error-response'

const maxFormBytes = 20_000

/** Returns the error response to a form that is too large or has no Content-Length; null if it may be read. */
export function refuseLargeForm(request: Request): Response | null {
  const length = request.headers.get('content-length')
  if (length !== null && Number(length) <= maxFormBytes) return null
  const error = new AppError('too-large', 'The form is too large.')
  return errorResponse(error, { method: request.method, path: new URL(request.url).pathname })
}
