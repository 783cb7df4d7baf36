import { useTranslations } from 'next-intl'
import { ApiError } from '@/lib/client/api'

const worded = [
  'offline',
  'unreadable',
  'unauthenticated',
  'forbidden',
  'not-found',
  'too-many-requests',
  'unavailable',
] as const

/** Returns a function that explains an error in the user's language. Details from the server stay in its words. */
export function useReason() {
  const t = useTranslations('common')
  return (error: unknown): string => {
    if (!(error instanceof ApiError)) return t('somethingWrong')
    const known = worded.find((code) => code === error.code)
    return known ? t(`reason_${known}`) : error.message
  }
}
