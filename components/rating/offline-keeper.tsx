import { useLocale } from 'next-intl'
import { useEffect } from 'react'
import { keepPage, keptSession } from '@/lib/client/rating/offline'
import { loadDeferredCode } from './use-rating-screen'
import type { useRatingSession } from './use-rating-session'

/** One answer causes several changes, so wait until they settle. */
const quietMs = 200

interface OfflineKeeperProps {
  rating: Pick<ReturnType<typeof useRatingSession>, 'ratingSession' | 'snapshot' | 'askNext'>
  home: string
}

/** Stores the page and the held tasks in the browser, so that the rater can reload without a connection. */
export function OfflineKeeper({ rating, home }: OfflineKeeperProps) {
  const { ratingSession, snapshot, askNext } = rating
  const language = useLocale()
  // biome-ignore lint/correctness/useExhaustiveDependencies: every change of the session has to be stored
  useEffect(() => {
    const timer = setTimeout(() => keptSession.keep({ session: snapshot(), home }), quietMs)
    return () => clearTimeout(timer)
  }, [ratingSession, snapshot, home])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the kept page is in the language of the screens
  useEffect(() => {
    // Some browsers refuse to store pages, for example in private windows; rating works without.
    void loadDeferredCode()
      .then(keepPage)
      .catch(() => undefined)
  }, [language])
  useEffect(() => {
    const ask = () => void askNext()
    window.addEventListener('online', ask)
    return () => window.removeEventListener('online', ask)
  }, [askNext])
  return null
}
