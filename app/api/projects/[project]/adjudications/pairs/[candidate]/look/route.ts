import * as endpoints from '@/lib/contracts/endpoints/adjudication'
import { serve } from '@/lib/http/serve'
import { lookAtPair } from '@/lib/services/adjudication/look-at-pair'

export const POST = serve(endpoints.lookAtPair, ({ actor, slug, params }) =>
  lookAtPair(actor, { slug, candidateId: params.candidate }),
)
