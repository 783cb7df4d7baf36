import { caller, isRecord, smallEndpoint } from '@/lib/client/api'
import type * as endpoints from '@/lib/contracts/endpoints/rating'

const quick = smallEndpoint<typeof endpoints.countQuickAnswers>(
  'GET /last-answers/quick',
  (json) => isRecord(json) && Number.isInteger(json.quick),
)

/** Counts the rater's latest tasks that were answered unusually fast and can still be changed. */
export const readQuickCount = caller(quick, { timeoutMs: 15_000 })
