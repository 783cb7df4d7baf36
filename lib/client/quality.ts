import * as endpoints from '@/lib/contracts/endpoints/quality'
import * as raters from '@/lib/contracts/endpoints/raters'
import type { ActOnRatersInput } from '@/lib/contracts/raters/rater-table'
import { caller, request } from './api'

export const updateQuality = caller(endpoints.updateQuality, { timeoutMs: 60_000 })
export const setGoldenUse = caller(endpoints.setGoldenUse, { timeoutMs: 60_000 })
export const writeExplanation = caller(endpoints.writeExplanation)
export const settleAlert = caller(endpoints.settleAlert)

export type RaterAction = ActOnRatersInput['act'] | 'replace-answers' | 'pass' | 'again'

export async function actOnRater(slug: string, raterId: number, act: RaterAction): Promise<void> {
  const rater = { project: slug, rater: raterId }
  if (act === 'replace-answers') await request(endpoints.replaceAnswers, rater)
  else if (act === 'pass' || act === 'again') await request(endpoints.changeQualification, rater, { body: { act } })
  else await request(raters.actOnRaters, { project: slug }, { body: { act, raterIds: [raterId] } })
}
