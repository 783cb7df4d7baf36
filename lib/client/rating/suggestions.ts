import { isRecord, request, smallEndpoint } from '@/lib/client/api'
import type { OwnSuggestions } from '@/lib/contracts/classes/suggestion'
import type * as classes from '@/lib/contracts/endpoints/classes'
import { serialQueue } from '@/lib/domain/serial-queue'

const hasSuggestions = (json: unknown) => isRecord(json) && Array.isArray(json.suggestions)
const path = '/assignments/[assignment]/suggestions'
const suggestions = smallEndpoint<typeof classes.readOwnSuggestions>(`GET ${path}`, hasSuggestions)
const newSuggestions = smallEndpoint<typeof classes.saveOwnSuggestions>(`PUT ${path}`, hasSuggestions)
const suggestible = smallEndpoint<typeof classes.findSuggestibleClasses>(
  'GET /assignments/[assignment]/classes',
  (json) => isRecord(json) && Array.isArray(json.classes),
)

/** A task, or one picture of a page if `picture` is its position. */
interface OfTask {
  assignmentId: number
  picture?: number
}

/**
 * The rater's suggestions for the image, which are saved as a complete list, so that a retry is idempotent. A change
 * applies to the list that the previous one left behind, even if that is still being saved.
 */
export function ownSuggestions(slug: string, { assignmentId, picture }: OfTask) {
  const params = { project: slug, assignment: assignmentId }
  const inTurn = serialQueue()
  let names: string[] = []
  const keep = (saved: OwnSuggestions) => {
    names = saved.suggestions.map(({ name }) => name)
    return saved
  }
  return {
    read: () => request(suggestions, params, { query: { picture } }).then(keep),
    change: (change: (names: string[]) => string[]) =>
      inTurn(() => request(newSuggestions, params, { body: { names: change(names) }, query: { picture } }).then(keep)),
  }
}

export const findSuggestibleClasses = (slug: string, { assignmentId, picture }: OfTask, query: string) =>
  request(suggestible, { project: slug, assignment: assignmentId }, { query: { query, picture } })
