import { request } from '@/lib/client/api'
import type { JudgeInput, NewReview } from '@/lib/contracts/adjudication/review'
import * as endpoints from '@/lib/contracts/endpoints/adjudication'

export const startReview = (slug: string, body: NewReview) =>
  request(endpoints.startReview, { project: slug }, { body, timeoutMs: 60_000 })

export const nextMistake = (slug: string, campaignId: number) =>
  request(endpoints.openNextMistake, { project: slug, campaign: campaignId })

export const openMistake = (slug: string, campaignId: number, place: number) =>
  request(endpoints.openMistake, { project: slug, campaign: campaignId, place })

export const judgeMistake = (slug: string, campaignId: number, place: number, body: JudgeInput) =>
  request(endpoints.judgeMistake, { project: slug, campaign: campaignId, place }, { body })
