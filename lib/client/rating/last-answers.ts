import { caller, type SmallEndpoint } from '@/lib/client/api'
import { isRecord, partReader } from '@/lib/client/reader'
import type * as endpoints from '@/lib/contracts/endpoints/rating'

const quick: SmallEndpoint<typeof endpoints.countQuickAnswers> = {
  method: 'GET',
  path: '/api/projects/[project]/last-answers/quick',
  output: partReader((json) => isRecord(json) && Number.isInteger(json.quick)),
}

/** Counts the rater's latest tasks that were answered unusually fast and can still be changed. */
export const readQuickCount = caller(quick, { timeoutMs: 15_000 })
