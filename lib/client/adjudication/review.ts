import { api } from '@/lib/client/api'
import { type NewReview, type ReviewAnswer, reviewDesk, reviewMade } from '@/lib/contracts/adjudication/review'

const base = (slug: string) => `/api/projects/${slug}/reviews`

export const startReview = (slug: string, body: NewReview) =>
  api.post({ address: base(slug), output: reviewMade, body, timeoutMs: 60_000 })

export const nextMistake = (slug: string, campaignId: number) =>
  api.post({ address: `${base(slug)}/${campaignId}/next`, output: reviewDesk, body: {} })

export const openMistake = (slug: string, campaignId: number, place: number) =>
  api.get({ address: `${base(slug)}/${campaignId}/items/${place}`, output: reviewDesk })

export const judgeMistake = (slug: string, campaignId: number, place: number, body: ReviewAnswer) =>
  api.post({ address: `${base(slug)}/${campaignId}/items/${place}`, output: reviewDesk, body })
