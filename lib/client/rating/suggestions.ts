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

/** A task, or one picture of a page if `picture` is its position. */
interface OfTask {
  assignmentId: number
  picture?: number
}

export const readOwnSuggestions = (slug: string, { assignmentId, picture }: OfTask) =>
  request(own, { project: slug, assignment: assignmentId }, { query: { picture } })

/** Replaces all of the rater's suggestions for the image. */
export const saveOwnSuggestions = (slug: string, { assignmentId, picture }: OfTask, names: string[]) =>
  request(newOnes, { project: slug, assignment: assignmentId }, { body: { names }, query: { picture } })

export const findSuggestibleClasses = (slug: string, { assignmentId, picture }: OfTask, query: string) =>
  request(classes, { project: slug, assignment: assignmentId }, { query: { query, picture } })
