import { notFound } from 'next/navigation'
import { AppError } from '@/lib/errors'

/** What a service answers, for a page of experts: null for a rater, and the page of nothing for who does not belong here. */
export async function expertsOnly<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof AppError && error.code === 'forbidden') return null
    if (error instanceof AppError && error.code === 'not-found') notFound()
    throw error
  }
}
