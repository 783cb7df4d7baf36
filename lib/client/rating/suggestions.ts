import { request, type SmallEndpoint } from '@/lib/client/api'
import { isRecord, partReader } from '@/lib/client/reader'
import type { OwnSuggestions, SuggestibleClasses } from '@/lib/contracts/classes/suggestion'
import type * as endpoints from '@/lib/contracts/endpoints/classes'

const path = '/api/projects/[project]/assignments/[assignment]/suggestions'
const output = partReader<OwnSuggestions>((json) => isRecord(json) && Array.isArray(json.suggestions))

const own: SmallEndpoint<typeof endpoints.readOwnSuggestions> = { method: 'GET', path, output }
const newOnes: SmallEndpoint<typeof endpoints.saveOwnSuggestions> = { method: 'PUT', path, output }
const classes: SmallEndpoint<typeof endpoints.findSuggestibleClasses> = {
  method: 'GET',
  path: '/api/projects/[project]/assignments/[assignment]/classes',
  output: partReader<SuggestibleClasses>((json) => isRecord(json) && Array.isArray(json.classes)),
}

export const readOwnSuggestions = (slug: string, assignment: number) => request(own, { project: slug, assignment })

/** All that the rater suggests for the image, in the place of what they suggested before. */
export const saveOwnSuggestions = (slug: string, assignment: number, names: string[]) =>
  request(newOnes, { project: slug, assignment }, { body: { names } })

export const findSuggestibleClasses = (slug: string, assignment: number, query: string) =>
  request(classes, { project: slug, assignment }, { query: { query } })
