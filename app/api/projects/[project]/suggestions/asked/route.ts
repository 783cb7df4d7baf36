import * as endpoints from '@/lib/contracts/endpoints/classes'
import { serve } from '@/lib/http/serve'
import { askSuggestions } from '@/lib/services/classes/suggestions'

export const POST = serve(endpoints.askSuggestions, ({ actor, input }) => askSuggestions(actor, input))
