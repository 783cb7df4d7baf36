import * as endpoints from '@/lib/contracts/endpoints/models'
import { caller, request } from './api'

export const deleteAccuracies = (slug: string, source: string) =>
  request(endpoints.deleteAccuracies, { project: slug }, { query: { source } })

export const deleteLabelSet = caller(endpoints.deleteLabelSet)
