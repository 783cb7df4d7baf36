import * as endpoints from '@/lib/contracts/endpoints/classes'
import { serve } from '@/lib/http/serve'
import { readOwnSuggestions, saveOwnSuggestions } from '@/lib/services/classes/own-suggestions'

export const GET = serve(endpoints.readOwnSuggestions, ({ actor, slug, params, query }) =>
  readOwnSuggestions(actor, { slug, assignmentId: params.assignment, ...query }),
)

export const PUT = serve(endpoints.saveOwnSuggestions, ({ actor, slug, params, query, body }) =>
  saveOwnSuggestions(actor, { slug, assignmentId: params.assignment, ...query, ...body }),
)
