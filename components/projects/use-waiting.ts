import { useQuery, useQueryClient } from '@tanstack/react-query'
import { usePathname } from 'next/navigation'
import { useEffect } from 'react'
import { useWaitingChange } from '@/components/kit/use-waiting-change'
import { waitingKey, waitingQuery } from '@/lib/client/projects'
import type { Waiting } from '@/lib/domain/projects/project-pages'

/** Counts of items waiting for the user. Starts with the server-rendered counts. */
export const useWaiting = (slug: string, drawn: Waiting): Waiting =>
  useQuery({ ...waitingQuery(slug), initialData: drawn }).data

/** Updates the counts from every newly rendered page, and refetches them when another page opens. */
export function useFreshWaiting(slug: string, drawn: Waiting): void {
  const client = useQueryClient()
  useEffect(() => void client.setQueryData(waitingKey(slug), drawn), [client, slug, drawn])
  useWaitingChange(slug, usePathname())
}
