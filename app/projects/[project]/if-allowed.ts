import { notFound } from 'next/navigation'
import { AppError } from '@/lib/errors'

/**
 * Null if the reader has a lesser role in the project. Shows the not-found page to non-members, and if something does
 * not exist.
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
