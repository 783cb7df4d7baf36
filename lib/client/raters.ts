import * as endpoints from '@/lib/contracts/endpoints/raters'
import { jobSummary } from '@/lib/contracts/jobs'
import type { ActOnRatersInput } from '@/lib/contracts/raters/rater-acts'
import type { MeasureImpactInput } from '@/lib/contracts/raters/rater-impact'
import type { SendMessageInput } from '@/lib/contracts/raters/rater-message'
import { api, request } from './api'

const base = (slug: string) => `/api/projects/${slug}`

export const actOnRaters = (slug: string, body: ActOnRatersInput) =>
  request(endpoints.actOnRaters, { project: slug }, { body, timeoutMs: 60_000 })

export const sendMessage = (slug: string, body: SendMessageInput) =>
  request(endpoints.sendRaterMessage, { project: slug }, { body })

export const listMessages = (slug: string, raterId: number, signal?: AbortSignal) =>
  request(endpoints.listRaterMessages, { project: slug, rater: raterId }, { signal })

export const messagesKey = (slug: string, raterId: number) => ['messages', slug, raterId] as const

export const readDrift = (slug: string, signal?: AbortSignal) =>
  request(endpoints.readRaterDrift, { project: slug }, { signal, timeoutMs: 60_000 })

export const measureImpact = (slug: string, body: MeasureImpactInput) =>
  api.post({ address: `${base(slug)}/impacts`, output: jobSummary, body })
