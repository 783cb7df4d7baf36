import * as endpoints from '@/lib/contracts/endpoints/rating'
import { serve } from '@/lib/http/serve'
import { readRestSuggestion } from '@/lib/services/rating/read-rest-suggestion'

export const GET = serve(endpoints.readRestSuggestion, ({ actor, slug }) => readRestSuggestion(actor, slug))
