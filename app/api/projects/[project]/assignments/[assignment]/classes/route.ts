import * as endpoints from '@/lib/contracts/endpoints/classes'
import { serve } from '@/lib/http/serve'
import { findSuggestibleClasses } from '@/lib/services/classes/suggestions'

export const GET = serve(endpoints.findSuggestibleClasses, ({ actor, input }) => findSuggestibleClasses(actor, input))
