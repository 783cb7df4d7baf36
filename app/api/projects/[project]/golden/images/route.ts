import * as endpoints from '@/lib/contracts/endpoints/golden'
import { serve } from '@/lib/http/serve'
import { browseGoldenImages } from '@/lib/services/golden/browse-golden-images'

export const GET = serve(endpoints.browseGoldenImages, ({ actor, slug, query }) =>
  browseGoldenImages(actor, { slug, page: query.page }),
)
