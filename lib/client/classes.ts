import { addressOf } from '@/lib/contracts/address-of'
import * as endpoints from '@/lib/contracts/endpoints/classes'
import { ApiError, bulkTimeoutMs, caller, refusal } from './api'

export const decideClassPair = caller(endpoints.decideClassPair)
export const editClass = caller(endpoints.editClass)
export const changeLanguages = caller(endpoints.changeLanguages)

/** May cover everything that is waiting in a large project, so it gets a longer timeout. */
export const askSuggestions = caller(endpoints.askSuggestions, { timeoutMs: bulkTimeoutMs })
export const changeSuggestion = caller(endpoints.changeSuggestion)

/** Uploads a file of translations; with `isPreview`, the server only checks it. */
export async function importTranslations(slug: string, file: File, isPreview: boolean) {
  const { method, path, output } = endpoints.importTranslations
  const query = { fileName: file.name.slice(0, 200), isPreview }
  const response = await fetch(addressOf(path, { project: slug }, query), {
    ...{ method, body: file, headers: { accept: 'application/json', 'content-type': 'application/octet-stream' } },
    signal: AbortSignal.timeout(120_000),
  }).catch(() => {
    throw new ApiError(0, 'offline', 'The server could not be reached.')
  })
  const json: unknown = await response.json().catch(() => null)
  if (!response.ok) throw refusal(response.status, json)
  return output.parse(json)
}
