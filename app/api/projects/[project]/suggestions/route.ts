import { parseFilters } from '@/lib/contracts/endpoint'
import * as endpoints from '@/lib/contracts/endpoints/classes'
import { suggestionAddress } from '@/lib/domain/classes/suggestion'
import { serve } from '@/lib/http/serve'
import { listSuggestions } from '@/lib/services/classes/suggestions'

export const GET = serve(endpoints.listSuggestions, ({ actor, slug, query }) =>
  listSuggestions(actor, { slug, view: parseFilters(suggestionAddress, query) }),
)
