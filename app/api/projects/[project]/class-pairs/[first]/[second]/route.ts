import * as endpoints from '@/lib/contracts/endpoints/classes'
import { serve } from '@/lib/http/serve'
import { decideClassPair } from '@/lib/services/classes/decide-class-pair'

export const PUT = serve(endpoints.decideClassPair, ({ actor, slug, params, body }) =>
  decideClassPair(actor, { slug, first: params.first, second: params.second, ...body }),
)
