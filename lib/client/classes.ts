import type { ClassPairInput } from '@/lib/contracts/classes/class'
import * as endpoints from '@/lib/contracts/endpoints/classes'
import { jobSummary } from '@/lib/contracts/jobs'
import { api, request } from './api'

export const startClassCount = (slug: string) =>
  api.post({ address: `/api/projects/${slug}/class-counts`, output: jobSummary, body: {} })

export const decideClassPair = (slug: string, [first, second]: readonly [number, number], body: ClassPairInput) =>
  request(endpoints.decideClassPair, { project: slug, first, second }, { body })
