import { queryOptions } from '@tanstack/react-query'
import * as endpoints from '@/lib/contracts/endpoints/raters'
import { caller, request } from './api'

export const actOnRaters = caller(endpoints.actOnRaters, { timeoutMs: 60_000 })
export const eraseRater = caller(endpoints.eraseRater)
export const eraseOwnIdentity = caller(endpoints.eraseOwnIdentity)
export const sendMessage = caller(endpoints.sendRaterMessage)

export const messagesKey = (slug: string) => ['messages', slug] as const

export const messagesQuery = (slug: string, raterId: number) =>
  queryOptions({
    queryKey: [...messagesKey(slug), raterId],
    queryFn: ({ signal }) => request(endpoints.listRaterMessages, { project: slug, rater: raterId }, { signal }),
    // Raters may read them at any time.
    staleTime: 0,
  })

export const driftQuery = (slug: string, raterIds: readonly number[]) =>
  queryOptions({
    queryKey: ['rater-drift', slug, raterIds],
    queryFn: ({ signal }) =>
      request(
        endpoints.readRaterDrift,
        { project: slug },
        { query: { raters: raterIds.join(',') }, signal, timeoutMs: 60_000 },
      ),
    staleTime: 60_000,
  })
