import { z } from 'zod'
import { type EffectInput, experiment, experimentDetail, type NewExperiment } from '@/lib/contracts/experiments'
import { jobSummary } from '@/lib/contracts/jobs'
import { api } from './api'

const base = (slug: string) => `/api/projects/${slug}/experiments`

export const createExperiment = (slug: string, body: NewExperiment) =>
  api.post({ address: base(slug), output: experiment, body })

export const readExperiment = (slug: string, id: number, signal?: AbortSignal) =>
  api.get({ address: `${base(slug)}/${id}`, output: experimentDetail, signal })

export const startExperiment = (slug: string, id: number) =>
  api.post({ address: `${base(slug)}/${id}/start`, output: experiment })

export const stopExperiment = (slug: string, id: number) =>
  api.post({ address: `${base(slug)}/${id}/stop`, output: experiment })

export const discardExperiment = (slug: string, id: number) =>
  api.delete({ address: `${base(slug)}/${id}`, output: z.strictObject({ experimentId: z.number().int() }) })

export const measureExperiment = (slug: string, id: number, body: EffectInput) =>
  api.post({ address: `${base(slug)}/${id}/effect`, output: jobSummary, body })
