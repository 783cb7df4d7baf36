import * as endpoints from '@/lib/contracts/endpoints/models'
import { request } from './api'

export const deleteAccuracies = (slug: string, source: string) =>
  request(endpoints.deleteAccuracies, { project: slug }, { query: { source } })

export const deleteLabelSet = (slug: string, set: number) => request(endpoints.deleteLabelSet, { project: slug, set })
