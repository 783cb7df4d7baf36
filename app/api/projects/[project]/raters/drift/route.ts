import * as endpoints from '@/lib/contracts/endpoints/raters'
import { serve } from '@/lib/http/serve'
import { readRaterDrift } from '@/lib/services/raters/read-rater-drift'

export const GET = serve(endpoints.readRaterDrift, ({ actor, slug, query }) =>
  readRaterDrift(actor, { slug, raterIds: query.raters }),
)
