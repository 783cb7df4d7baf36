import { queryOptions } from '@tanstack/react-query'
import * as endpoints from '@/lib/contracts/endpoints/workshop'
import { jobSummary } from '@/lib/contracts/jobs'
import type { LaunchInput, PlanSettings, SimulateRatersInput } from '@/lib/contracts/workshop'
import { api, request } from './api'

const base = (slug: string) => `/api/projects/${slug}/workshop`

export const workshopQuery = (slug: string) =>
  queryOptions({
    queryKey: ['workshop', slug],
    queryFn: ({ signal }) => request(endpoints.readWorkshop, { project: slug }, { signal }),
    // A later visit starts from what its page was made with, not from what this one saw.
    gcTime: 0,
  })

/** Saves the draft's choices and asks the worker what they find and cost. */
export const startPlan = (slug: string, body: PlanSettings) =>
  api.post({ address: `${base(slug)}/plan`, output: jobSummary, body })

export const startLaunch = (slug: string, body: LaunchInput) =>
  api.post({ address: `${base(slug)}/launch`, output: jobSummary, body })

/** The body is checked by the server, which says what is wrong by field. */
export const startSimulatedRaters = (slug: string, body: SimulateRatersInput) =>
  api.post({ address: `${base(slug)}/simulate-raters`, output: jobSummary, body })

export const batchAddress = (slug: string, batchId: number) => `/api/projects/${slug}/batches/${batchId}`
