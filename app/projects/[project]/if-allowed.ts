import { notFound } from 'next/navigation'
import { AppError } from '@/lib/errors'

/**
 * What a service answers, for a page of admins or experts: null when the reader belongs to the project in a lesser role,
 * and the page that says there is nothing here when they do not belong to it or ask for what is not there.
 */
export async function ifAllowed<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof AppError && error.code === 'forbidden') return null
    if (error instanceof AppError && error.code === 'not-found') notFound()
    throw error
  }
}
