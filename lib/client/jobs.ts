import * as endpoints from '@/lib/contracts/endpoints/jobs'
import { caller, request } from './api'

export const listJobs = (slug: string, signal?: AbortSignal) =>
  request(endpoints.listJobs, { project: slug }, { signal })

/** The server validates the input and reports errors by field. */
export const startJob = (slug: string, kind: string, input: object = {}) =>
  request(endpoints.startJob, { project: slug }, { body: { kind, input: { ...input } } })

export const cancelJob = caller(endpoints.cancelJob)

export const jobsKey = (slug: string) => ['jobs', slug] as const
