import * as endpoints from '@/lib/contracts/endpoints/adjudication'
import { serve } from '@/lib/http/serve'
import { nextAdjudicationPage } from '@/lib/services/adjudication/adjudication-pages'

export const POST = serve(endpoints.nextAdjudicationPage, ({ actor, input }) => nextAdjudicationPage(actor, input))
