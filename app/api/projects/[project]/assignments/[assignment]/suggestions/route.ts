import * as endpoints from '@/lib/contracts/endpoints/classes'
import { serve } from '@/lib/http/serve'
import { readOwnSuggestions, saveOwnSuggestions } from '@/lib/services/classes/suggestions'

export const GET = serve(endpoints.readOwnSuggestions, ({ actor, input }) => readOwnSuggestions(actor, input))

export const PUT = serve(endpoints.saveOwnSuggestions, ({ actor, input }) => saveOwnSuggestions(actor, input))
