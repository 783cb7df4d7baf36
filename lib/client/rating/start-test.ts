import { ApiError, caller, smallEndpoint } from '@/lib/client/api'
import type * as quality from '@/lib/contracts/endpoints/quality'
import { isRatingSession } from './rating'

const start = caller(smallEndpoint<typeof quality.startTest>('POST /qualification/start', isRatingSession))

/**
 * Starts a test attempt. The session then has its first task, or says why there is no test: the server refuses to start
 * one if this page is outdated.
 */
export const startTest = (slug: string, raterId: number): Promise<unknown> =>
  start(slug, { raterId }).catch((reason: unknown) => {
    if (!(reason instanceof ApiError && reason.code === 'conflict')) throw reason
  })
