import { request, type SmallEndpoint } from '@/lib/client/api'
import { isRecord, partReader } from '@/lib/client/reader'
import type * as endpoints from '@/lib/contracts/endpoints/rating'

const quick: SmallEndpoint<typeof endpoints.countQuickAnswers> = {
  method: 'GET',
  path: '/api/projects/[project]/last-answers/quick',
  output: partReader((json) => isRecord(json) && Number.isInteger(json.quick)),
}

/** How many of the rater's last tasks were answered much quicker than usual and can still be changed. */
export const readQuickCount = (slug: string) => request(quick, { project: slug }, { timeoutMs: 15_000 })
