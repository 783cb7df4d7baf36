import * as endpoints from '@/lib/contracts/endpoints/jobs'
import { jobSummary } from '@/lib/contracts/jobs'
import { api, request } from './api'

const base = (slug: string) => `/api/projects/${slug}`

export const listJobs = (slug: string, signal?: AbortSignal) =>
  request(endpoints.listJobs, { project: slug }, { signal })

/** The body is checked by the server, which says what is wrong by field. */
export const startAggregation = (slug: string, body: object) =>
  api.post({ address: `${base(slug)}/runs`, output: jobSummary, body })

export const startMethodComparison = (slug: string, body: object) =>
  api.post({ address: `${base(slug)}/method-comparisons`, output: jobSummary, body })

export const cancelJob = (slug: string, jobId: string) => request(endpoints.cancelJob, { project: slug, job: jobId })

export const jobsKey = (slug: string) => ['jobs', slug] as const
