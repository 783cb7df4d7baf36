import * as endpoints from '@/lib/contracts/endpoints/adjudication'
import { serve } from '@/lib/http/serve'
import { undoAdjudication } from '@/lib/services/adjudication/adjudicate-pair'

export const POST = serve(endpoints.undoAdjudication, ({ actor, slug }) => undoAdjudication(actor, { slug }))
