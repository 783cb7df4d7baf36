import { jobList, jobSummary } from '@/lib/contracts/jobs'
import { api } from './api'

const base = (slug: string) => `/api/projects/${slug}`

export const listJobs = (slug: string, signal?: AbortSignal) =>
  api.get({ address: `${base(slug)}/jobs`, output: jobList, signal })

/** The body is checked by the server, which says what is wrong by field. */
export const startAggregation = (slug: string, body: object) =>
  api.post({ address: `${base(slug)}/runs`, output: jobSummary, body })

export const startMethodComparison = (slug: string, body: object) =>
  api.post({ address: `${base(slug)}/method-comparisons`, output: jobSummary, body })

export const cancelJob = (slug: string, jobId: string) =>
  api.post({ address: `${base(slug)}/jobs/${jobId}/cancel`, output: jobSummary })

export const jobsKey = (slug: string) => ['jobs', slug] as const
