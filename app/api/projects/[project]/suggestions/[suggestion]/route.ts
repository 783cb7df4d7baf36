import * as endpoints from '@/lib/contracts/endpoints/classes'
import { serve } from '@/lib/http/serve'
import { changeSuggestion } from '@/lib/services/classes/suggestions'

export const PATCH = serve(endpoints.changeSuggestion, ({ actor, slug, params, body }) =>
  changeSuggestion(actor, { slug, suggestionId: params.suggestion, change: body }),
)
