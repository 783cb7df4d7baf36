import { queryOptions } from '@tanstack/react-query'
import { addressOf } from '@/lib/contracts/address-of'
import * as endpoints from '@/lib/contracts/endpoints/plan'
import { bulkTimeoutMs, caller, request } from './api'

export const planQuery = (slug: string) =>
  queryOptions({
    queryKey: ['plan', slug],
    queryFn: ({ signal }) => request(endpoints.readPlan, { project: slug }, { signal }),
    // A later visit starts from the data of its own page, not from this cache.
    gcTime: 0,
  })

export const setBatchState = caller(endpoints.setBatchState, { timeoutMs: bulkTimeoutMs })
export const setBatchPriority = caller(endpoints.setBatchPriority, { timeoutMs: bulkTimeoutMs })
export const withdrawUnanswered = caller(endpoints.withdrawUnanswered, { timeoutMs: bulkTimeoutMs })

export const batchAddress = (slug: string, batch: number) =>
  addressOf(endpoints.readBatch.path, { project: slug, batch })
