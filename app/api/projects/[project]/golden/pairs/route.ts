import * as endpoints from '@/lib/contracts/endpoints/golden'
import { serve } from '@/lib/http/serve'
import { browseGoldenPairs } from '@/lib/services/golden/browse-golden-pairs'

export const GET = serve(endpoints.browseGoldenPairs, ({ actor, slug, query }) =>
  browseGoldenPairs(actor, { slug, ...query }),
)
