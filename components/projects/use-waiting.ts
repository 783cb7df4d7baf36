import { useQuery, useQueryClient } from '@tanstack/react-query'
import { usePathname } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { waitingKey, waitingQuery } from '@/lib/client/projects'
import type { Waiting } from '@/lib/domain/projects/project-pages'

/** What waits for the reader: as the server drew it with the page, until something newer is known. */
export const useWaiting = (slug: string, drawn: Waiting): Waiting =>
  useQuery({ ...waitingQuery(slug), initialData: drawn }).data

/** Keeps it true: it is taken from the page whenever that is drawn anew, and asked for when another page is opened. */
export function useFreshWaiting(slug: string, drawn: Waiting): void {
  const client = useQueryClient()
  const address = usePathname()
  const last = useRef(address)
  useEffect(() => void client.setQueryData(waitingKey(slug), drawn), [client, slug, drawn])
  useEffect(() => {
    if (last.current === address) return
    last.current = address
    void client.invalidateQueries({ queryKey: waitingKey(slug) })
  }, [client, slug, address])
}
