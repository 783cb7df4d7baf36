import { jobSummary } from '@/lib/contracts/jobs'
import { type ActOnRatersInput, actedOnRaters } from '@/lib/contracts/raters/rater-acts'
import type { MeasureImpactInput } from '@/lib/contracts/raters/rater-impact'
import { raterMessageList, type SendMessageInput, sentMessages } from '@/lib/contracts/raters/rater-message'
import { raterDriftList } from '@/lib/contracts/raters/rater-table'
import { api } from './api'

const base = (slug: string) => `/api/projects/${slug}`

export const actOnRaters = (slug: string, body: ActOnRatersInput) =>
  api.post({ address: `${base(slug)}/raters/acts`, output: actedOnRaters, body, timeoutMs: 60_000 })

export const sendMessage = (slug: string, body: SendMessageInput) =>
  api.post({ address: `${base(slug)}/messages`, output: sentMessages, body })

export const listMessages = (slug: string, raterId: number, signal?: AbortSignal) =>
  api.get({ address: `${base(slug)}/raters/${raterId}/messages`, output: raterMessageList, signal })

export const messagesKey = (slug: string, raterId: number) => ['messages', slug, raterId] as const

export const readDrift = (slug: string, signal?: AbortSignal) =>
  api.get({ address: `${base(slug)}/raters/drift`, output: raterDriftList, signal, timeoutMs: 60_000 })

export const measureImpact = (slug: string, body: MeasureImpactInput) =>
  api.post({ address: `${base(slug)}/impacts`, output: jobSummary, body })
