import { useEffect, useState } from 'react'
import { useRequest } from '@/components/kit/use-request'
import { prefetchLater } from '@/lib/client/rating/image-ready'
import { readClassExamples } from '@/lib/client/rating/rater-tools'
import type { CreditedPicture } from '@/lib/contracts/rating/credited-picture'
import type { RatingTask } from '@/lib/contracts/rating/rating'

export interface TaskExamples {
  isWanted: boolean
  isPending: boolean
  hasFailed: boolean
  retry: () => void
  of: (position: number) => readonly CreditedPicture[]
}

const none: readonly CreditedPicture[] = []
const maxWaitMs = 1_500

function useIdle(key: number | null) {
  const [idleKey, setIdleKey] = useState<number | null>(null)
  useEffect(() => {
    if (key === null) return
    const settle = () => setIdleKey(key)
    if (!('requestIdleCallback' in window)) {
      const timer = setTimeout(settle, 300)
      return () => clearTimeout(timer)
    }
    const handle = requestIdleCallback(settle, { timeout: maxWaitMs })
    return () => cancelIdleCallback(handle)
  }, [key])
  return key !== null && idleKey === key
}

export function useClassExamples(slug: string, task: RatingTask | null): TaskExamples {
  const isWanted = task?.display.hasExamples ?? false
  const assignmentId = task?.assignmentId ?? -1
  const isIdle = useIdle(isWanted ? assignmentId : null)
  const found = useRequest(isWanted && isIdle ? `examples ${slug} ${assignmentId}` : null, () =>
    readClassExamples(slug, assignmentId),
  )
  const candidates = isWanted ? found.data?.candidates : undefined
  useEffect(() => {
    if (candidates) prefetchLater(candidates.flatMap((pictures) => pictures.map(({ url }) => url)))
  }, [candidates])
  return {
    isWanted,
    isPending: isWanted && !candidates && !found.isError,
    hasFailed: found.isError,
    retry: found.refetch,
    of: (position) => candidates?.[position] ?? none,
  }
}
