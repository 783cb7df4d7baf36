import * as endpoints from '@/lib/contracts/endpoints/adjudication'
import { serve } from '@/lib/http/serve'
import { revealPair } from '@/lib/services/adjudication/adjudicate-pair'

export const POST = serve(endpoints.revealPair, ({ actor, slug, params }) =>
  revealPair(actor, { slug, candidateId: params.candidate }),
)
