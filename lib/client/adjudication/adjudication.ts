import { request } from '@/lib/client/api'
import type { AdjudicationInput, NextAdjudicationInput } from '@/lib/contracts/adjudication/adjudication'
import type {
  AdjudicationPageInput,
  NextAdjudicationPageInput,
  RevealPageInput,
} from '@/lib/contracts/adjudication/adjudication-page'
import type { JudgeInput, NewReview } from '@/lib/contracts/adjudication/review'
import * as endpoints from '@/lib/contracts/endpoints/adjudication'
import type { Answer } from '@/lib/domain/rating/answer'

export const nextAdjudication = (slug: string, body: NextAdjudicationInput) =>
  request(endpoints.nextAdjudication, { project: slug }, { body })

export const revealPair = (slug: string, candidateId: number, answer: Answer) =>
  request(endpoints.revealPair, { project: slug, candidate: candidateId }, { body: { answer } })

export const adjudicatePair = (slug: string, body: AdjudicationInput) =>
  request(endpoints.adjudicatePair, { project: slug }, { body })

export const undoAdjudication = (slug: string) => request(endpoints.undoAdjudication, { project: slug })

export const nextAdjudicationPage = (slug: string, body: NextAdjudicationPageInput) =>
  request(endpoints.nextAdjudicationPage, { project: slug }, { body })

export const revealPage = (slug: string, body: RevealPageInput) =>
  request(endpoints.revealPage, { project: slug }, { body })

export const adjudicatePage = (slug: string, body: AdjudicationPageInput) =>
  request(endpoints.adjudicatePage, { project: slug }, { body })

export const undoAdjudicationPage = (slug: string) => request(endpoints.undoAdjudicationPage, { project: slug })

export const startReview = (slug: string, body: NewReview) =>
  request(endpoints.startReview, { project: slug }, { body, timeoutMs: 60_000 })

export const nextMistake = (slug: string, reviewId: number) =>
  request(endpoints.openNextMistake, { project: slug, review: reviewId })

export const judgeMistake = (slug: string, reviewId: number, position: number, body: JudgeInput) =>
  request(endpoints.judgeMistake, { project: slug, review: reviewId, position }, { body })
