import * as endpoints from '@/lib/contracts/endpoints/experiments'
import type { EffectInput, NewExperiment } from '@/lib/contracts/experiments'
import { jobSummary } from '@/lib/contracts/jobs'
import { api, request } from './api'

const base = (slug: string) => `/api/projects/${slug}/experiments`

export const createExperiment = (slug: string, body: NewExperiment) =>
  request(endpoints.createExperiment, { project: slug }, { body })

export const readExperiment = (slug: string, id: number, signal?: AbortSignal) =>
  request(endpoints.readExperiment, { project: slug, experiment: id }, { signal })

export const startExperiment = (slug: string, id: number) =>
  request(endpoints.startExperiment, { project: slug, experiment: id })

export const stopExperiment = (slug: string, id: number) =>
  request(endpoints.stopExperiment, { project: slug, experiment: id })

export const discardExperiment = (slug: string, id: number) =>
  request(endpoints.discardExperiment, { project: slug, experiment: id })

export const measureExperiment = (slug: string, id: number, body: EffectInput) =>
  api.post({ address: `${base(slug)}/${id}/effect`, output: jobSummary, body })
