import { type ClassPairInput, classPairOutput } from '@/lib/contracts/classes/class'
import { jobSummary } from '@/lib/contracts/jobs'
import { api } from './api'

export const startClassCount = (slug: string) =>
  api.post({ address: `/api/projects/${slug}/class-counts`, output: jobSummary, body: {} })

export const decideClassPair = (slug: string, [first, second]: readonly [number, number], body: ClassPairInput) =>
  api.put({ address: `/api/projects/${slug}/class-pairs/${first}/${second}`, output: classPairOutput, body })
