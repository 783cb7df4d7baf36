import { AppError } from '@/lib/errors'
import { errorResponse } from './error-response'

const maxFormBytes = 20_000

/** Null for a form that may be read: it has a Content-Length and is not too large. */
export function refuseLargeForm(request: Request): Response | null {
  const length = request.headers.get('content-length')
  if (length !== null && Number(length) <= maxFormBytes) return null
  const error = new AppError('too-large', 'The form is too large.')
  return errorResponse(error, { method: request.method, path: new URL(request.url).pathname })
}
