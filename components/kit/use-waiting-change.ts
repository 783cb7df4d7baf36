import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { waitingKey } from '@/lib/client/projects'

/** Refetches the menu's counts of waiting items whenever `what` changes: a count on the page, or its address. */
export function useWaitingChange(slug: string, what: number | string): void {
  const client = useQueryClient()
  const last = useRef(what)
  useEffect(() => {
    if (last.current === what) return
    last.current = what
    void client.invalidateQueries({ queryKey: waitingKey(slug) })
  }, [client, slug, what])
}
