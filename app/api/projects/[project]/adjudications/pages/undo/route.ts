import * as endpoints from '@/lib/contracts/endpoints/adjudication'
import { serve } from '@/lib/http/serve'
import { undoAdjudicationPage } from '@/lib/services/adjudication/adjudication-pages'

export const POST = serve(endpoints.undoAdjudicationPage, ({ actor, slug }) => undoAdjudicationPage(actor, { slug }))
