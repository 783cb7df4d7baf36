import * as endpoints from '@/lib/contracts/endpoints/adjudication'
import { serve } from '@/lib/http/serve'
import { adjudicatePage } from '@/lib/services/adjudication/adjudication-pages'

export const POST = serve(endpoints.adjudicatePage, ({ actor, input }) => adjudicatePage(actor, input))
