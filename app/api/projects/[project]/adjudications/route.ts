import * as endpoints from '@/lib/contracts/endpoints/adjudication'
import { serve } from '@/lib/http/serve'
import { adjudicatePair } from '@/lib/services/adjudication/adjudicate-pair'

export const POST = serve(endpoints.adjudicatePair, ({ actor, input }) => adjudicatePair(actor, input))
