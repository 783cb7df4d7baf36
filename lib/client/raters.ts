import { queryOptions } from '@tanstack/react-query'
import * as endpoints from '@/lib/contracts/endpoints/raters'
import type { ActOnRatersInput } from '@/lib/contracts/raters/rater-acts'
import type { SendMessageInput } from '@/lib/contracts/raters/rater-message'
import { request } from './api'

export const actOnRaters = (slug: string, body: ActOnRatersInput) =>
  request(endpoints.actOnRaters, { project: slug }, { body, timeoutMs: 60_000 })

export const sendMessage = (slug: string, body: SendMessageInput) =>
  request(endpoints.sendRaterMessage, { project: slug }, { body })

export const listMessages = (slug: string, raterId: number, signal?: AbortSignal) =>
  request(endpoints.listRaterMessages, { project: slug, rater: raterId }, { signal })

export const messagesKey = (slug: string, raterId: number) => ['messages', slug, raterId] as const

export const driftQuery = (slug: string) =>
  queryOptions({
    queryKey: ['rater-drift', slug],
    queryFn: ({ signal }) => request(endpoints.readRaterDrift, { project: slug }, { signal, timeoutMs: 60_000 }),
    staleTime: 60_000,
  })
