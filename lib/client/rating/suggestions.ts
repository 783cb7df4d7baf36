import { isRecord, request, smallEndpoint } from '@/lib/client/api'
import type * as endpoints from '@/lib/contracts/endpoints/classes'

const hasSuggestions = (json: unknown) => isRecord(json) && Array.isArray(json.suggestions)
const path = '/assignments/[assignment]/suggestions'
const own = smallEndpoint<typeof endpoints.readOwnSuggestions>(`GET ${path}`, hasSuggestions)
const newOnes = smallEndpoint<typeof endpoints.saveOwnSuggestions>(`PUT ${path}`, hasSuggestions)
const classes = smallEndpoint<typeof endpoints.findSuggestibleClasses>(
  'GET /assignments/[assignment]/classes',
  (json) => isRecord(json) && Array.isArray(json.classes),
)

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
