import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { waitingKey } from '@/lib/client/projects'

/** Refetches the menu's counts of waiting items whenever a count on the page changes. */
export function useWaitingChange(slug: string, count: number): void {
  const client = useQueryClient()
  const last = useRef(count)
  useEffect(() => {
    if (last.current === count) return
    last.current = count
    void client.invalidateQueries({ queryKey: waitingKey(slug) })
  }, [client, slug, count])
}
