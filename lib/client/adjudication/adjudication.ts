import { request } from '@/lib/client/api'
import type { AdjudicationInput, NextAdjudicationInput } from '@/lib/contracts/adjudication/adjudication'
import * as endpoints from '@/lib/contracts/endpoints/adjudication'
import type { Answer } from '@/lib/domain/rating/answer'

export const nextAdjudication = (slug: string, body: NextAdjudicationInput) =>
  request(endpoints.nextAdjudication, { project: slug }, { body })

export const revealPair = (slug: string, candidateId: number, answer: Answer) =>
  request(endpoints.revealPair, { project: slug, candidate: candidateId }, { body: { answer } })

export const adjudicatePair = (slug: string, body: AdjudicationInput) =>
  request(endpoints.adjudicatePair, { project: slug }, { body })

export const undoAdjudication = (slug: string) => request(endpoints.undoAdjudication, { project: slug })
