import { useTranslations } from 'next-intl'
import { ApiError } from '@/lib/client/api-error'

const worded = [
  'offline',
  'unreadable',
  'unauthenticated',
  'forbidden',
  'not-found',
  'too-many-requests',
  'unavailable',
] as const

/** Why something failed, in the reader's language. What only the server can say of one case stays in its words. */
export function useReason() {
  const t = useTranslations('common')
  return (error: unknown): string => {
    if (!(error instanceof ApiError)) return t('somethingWrong')
    const known = worded.find((code) => code === error.code)
    return known ? t(`reason_${known}`) : error.message
  }
}
