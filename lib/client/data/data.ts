import { caller, request } from '@/lib/client/api'
import * as endpoints from '@/lib/contracts/endpoints/data'

export const deleteModel = caller(endpoints.deleteModel, { timeoutMs: 120_000 })

export const updateFetchHosts = (slug: string, hosts: string[], before: string[]) =>
  request(endpoints.updateFetchHosts, { project: slug }, { body: { hosts, basedOn: { hosts: before } } })
