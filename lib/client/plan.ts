import { queryOptions } from '@tanstack/react-query'
import * as endpoints from '@/lib/contracts/endpoints/plan'
import type { BatchPriorityInput, BatchStateInput } from '@/lib/contracts/plan'
import { addressOf, bulkTimeoutMs, request } from './api'

export const planQuery = (slug: string) =>
  queryOptions({
    queryKey: ['plan', slug],
    queryFn: ({ signal }) => request(endpoints.readPlan, { project: slug }, { signal }),
    // A later visit starts from the data of its own page, not from this cache.
    gcTime: 0,
  })

export const setBatchState = (slug: string, batch: number, body: BatchStateInput) =>
  request(endpoints.setBatchState, { project: slug, batch }, { body, timeoutMs: bulkTimeoutMs })

export const setBatchPriority = (slug: string, batch: number, body: BatchPriorityInput) =>
  request(endpoints.setBatchPriority, { project: slug, batch }, { body, timeoutMs: bulkTimeoutMs })

export const withdrawUnanswered = (slug: string, batch: number) =>
  request(endpoints.withdrawUnanswered, { project: slug, batch }, { timeoutMs: bulkTimeoutMs })

export const batchAddress = (slug: string, batch: number) =>
  addressOf(endpoints.readBatch.path, { project: slug, batch })
