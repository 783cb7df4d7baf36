import * as endpoints from '@/lib/contracts/endpoints/recruitment'
import { serve } from '@/lib/http/serve'
import { stopVisit } from '@/lib/services/recruitment/visits'

export const POST = serve(endpoints.stopVisit, ({ actor, input }) => stopVisit(actor, input))
