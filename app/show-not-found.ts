import { notFound } from 'next/navigation'
import { AppError } from '@/lib/errors'

/** Shows the not-found page for what does not exist or the user may not see; rethrows other errors. */
export function showNotFound(reason: unknown): never {
  if (reason instanceof AppError && (reason.code === 'not-found' || reason.code === 'forbidden')) notFound()
  throw reason
}
