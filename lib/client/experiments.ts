import { queryOptions } from '@tanstack/react-query'
import * as endpoints from '@/lib/contracts/endpoints/experiments'
import { caller, request } from './api'

export const createExperiment = caller(endpoints.createExperiment)

export const experimentQuery = (slug: string, id: number) =>
  queryOptions({
    queryKey: ['experiment', slug, id],
    queryFn: ({ signal }) => request(endpoints.readExperiment, { project: slug, experiment: id }, { signal }),
    refetchInterval: ({ state: { data } }) => (data?.experiment.state === 'running' ? 5_000 : false),
  })

export const startExperiment = caller(endpoints.startExperiment)
export const stopExperiment = caller(endpoints.stopExperiment)
export const discardExperiment = caller(endpoints.discardExperiment)
