import { notFound } from 'next/navigation'
import { AppError } from '@/lib/errors'

/** Shows the page for what is not there where a rater may not see a project; all else is thrown on. */
export function missing(reason: unknown): never {
  if (reason instanceof AppError && (reason.code === 'not-found' || reason.code === 'forbidden')) notFound()
  throw reason
}
