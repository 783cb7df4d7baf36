import { useEffect } from 'react'
import { keepPage, keptSession } from '@/lib/client/rating/offline'
import type { useRatingSession } from './use-rating-session'

/** Several changes come with one answer. */
const quietMs = 200

interface OfflineKeeperProps {
  rating: Pick<ReturnType<typeof useRatingSession>, 'ratingSession' | 'snapshot' | 'askNext'>
  home: string
}

/** Keeps the page and the tasks at hand in the browser, so that a reload without a connection leads back to them. */
export function OfflineKeeper({ rating, home }: OfflineKeeperProps) {
  const { ratingSession, snapshot, askNext } = rating
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each change of the session there is something to keep
  useEffect(() => {
    const timer = setTimeout(() => keptSession.keep({ session: snapshot(), home }), quietMs)
    return () => clearTimeout(timer)
  }, [ratingSession, snapshot, home])
  useEffect(() => {
    // A browser that refuses to keep pages, as some do in private windows, rates without.
    void keepPage().catch(() => undefined)
  }, [])
  useEffect(() => {
    const ask = () => void askNext()
    window.addEventListener('online', ask)
    return () => window.removeEventListener('online', ask)
  }, [askNext])
  return null
}
