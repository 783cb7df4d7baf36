import { parseFilters } from '@/lib/contracts/endpoint'
import * as endpoints from '@/lib/contracts/endpoints/images'
import { imageAddress } from '@/lib/domain/images/image-filter'
import { serve } from '@/lib/http/serve'
import { countListedImages } from '@/lib/services/images/read-images'

export const GET = serve(endpoints.countListedImages, ({ actor, slug, query }) =>
  countListedImages(actor, { slug, filter: parseFilters(imageAddress, query) }),
)
