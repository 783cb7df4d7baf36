import { caller } from '@/lib/client/api'
import * as endpoints from '@/lib/contracts/endpoints/data'

export const deleteModel = caller(endpoints.deleteModel, { timeoutMs: 120_000 })
export const updateFetchHosts = caller(endpoints.updateFetchHosts)
