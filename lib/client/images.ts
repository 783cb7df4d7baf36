import { queryOptions } from '@tanstack/react-query'
import * as endpoints from '@/lib/contracts/endpoints/images'
import type { ImageTargetInput } from '@/lib/contracts/images/image-actions'
import { bulkTimeoutMs, caller, request } from './api'

export const settleFlags = caller(endpoints.settleImageFlags)
export const setLabels = caller(endpoints.setLabels, { timeoutMs: bulkTimeoutMs })
export const takeBackLabels = caller(endpoints.takeBackLabels, { timeoutMs: bulkTimeoutMs })
export const excludeImages = caller(endpoints.excludeImages, { timeoutMs: bulkTimeoutMs })
export const includeImages = caller(endpoints.includeImages, { timeoutMs: bulkTimeoutMs })
export const askAgain = caller(endpoints.askAgain, { timeoutMs: bulkTimeoutMs })
export const sendToExperts = caller(endpoints.sendToExperts, { timeoutMs: bulkTimeoutMs })
export const takeBackFromExperts = caller(endpoints.takeBackFromExperts, { timeoutMs: bulkTimeoutMs })

/** `list` is the query string of the list. Counted anew for each page that was shown without a total. */
export const imageTotalQuery = (slug: string, list: string, readAt: string) =>
  queryOptions({
    queryKey: ['image-total', slug, list, readAt],
    queryFn: ({ signal }) =>
      request(
        endpoints.countListedImages,
        { project: slug },
        { query: Object.fromEntries(new URLSearchParams(list)), timeoutMs: bulkTimeoutMs, signal },
      ),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })

/** What would be deleted along with images. Fetched anew every time. */
export const imageContentsQuery = (slug: string, target: ImageTargetInput['target']) =>
  queryOptions({
    queryKey: ['image-contents', slug, target],
    queryFn: ({ signal }) =>
      request(endpoints.countImageContents, { project: slug }, { body: { target }, timeoutMs: bulkTimeoutMs, signal }),
    gcTime: 0,
  })
