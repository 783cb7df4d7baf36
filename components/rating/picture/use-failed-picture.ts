import { useCallback, useState } from 'react'
import type { SaveState } from '@/lib/client/outbox/outbox'

/** Whether the picture of `id` failed to load. It is requested again once an outage is over. */
export function useFailedPicture(id: number | null, { state }: SaveState) {
  const [failedId, setFailedId] = useState<number | null>(null)
  const isSaved = state === 'saved'
  const [wasSaved, setWasSaved] = useState(isSaved)
  if (isSaved !== wasSaved) {
    setWasSaved(isSaved)
    if (isSaved) setFailedId(null)
  }
  return {
    hasFailed: failedId !== null && failedId === id,
    fail: useCallback(() => setFailedId(id), [id]),
    retry: useCallback(() => setFailedId(null), []),
  }
}
