import { notFound } from 'next/navigation'
import { AppError } from '@/lib/errors'

/** Shows the not-found page if a rater may not see a project; rethrows other errors. */
export function missing(reason: unknown): never {
  if (reason instanceof AppError && (reason.code === 'not-found' || reason.code === 'forbidden')) notFound()
  throw reason
}
