import { api } from '@/lib/client/api'
import {
  type AdjudicationInput,
  adjudicationDesk,
  type NextAdjudicationInput,
  revealedPair,
  undoneAdjudication,
} from '@/lib/contracts/adjudication/adjudication'
import type { Answer } from '@/lib/domain/rating/answer'

const base = (slug: string) => `/api/projects/${slug}/adjudications`

export const nextAdjudication = (slug: string, body: NextAdjudicationInput) =>
  api.post({ address: `${base(slug)}/next`, output: adjudicationDesk, body })

export const revealPair = (slug: string, candidateId: number, answer: Answer) =>
  api.post({ address: `${base(slug)}/pairs/${candidateId}/reveal`, output: revealedPair, body: { answer } })

export const adjudicatePair = (slug: string, body: AdjudicationInput) =>
  api.post({ address: base(slug), output: adjudicationDesk, body })

export const undoAdjudication = (slug: string) =>
  api.post({ address: `${base(slug)}/undo`, output: undoneAdjudication, body: {} })
