import { queryOptions } from '@tanstack/react-query'
import * as endpoints from '@/lib/contracts/endpoints/experiments'
import type { NewExperiment } from '@/lib/contracts/experiments'
import { request } from './api'

export const createExperiment = (slug: string, body: NewExperiment) =>
  request(endpoints.createExperiment, { project: slug }, { body })

export const experimentQuery = (slug: string, id: number) =>
  queryOptions({
    queryKey: ['experiment', slug, id],
    queryFn: ({ signal }) => request(endpoints.readExperiment, { project: slug, experiment: id }, { signal }),
    refetchInterval: ({ state: { data } }) => (data?.experiment.state === 'running' ? 5_000 : false),
  })

export const startExperiment = (slug: string, id: number) =>
  request(endpoints.startExperiment, { project: slug, experiment: id })

export const stopExperiment = (slug: string, id: number) =>
  request(endpoints.stopExperiment, { project: slug, experiment: id })

export const discardExperiment = (slug: string, id: number) =>
  request(endpoints.discardExperiment, { project: slug, experiment: id })
