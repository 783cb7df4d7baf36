import { parseFilters } from '@/lib/contracts/endpoint'
import * as endpoints from '@/lib/contracts/endpoints/images'
import { flagAddress } from '@/lib/domain/images/image-flag'
import { serve } from '@/lib/http/serve'
import { listImageFlags } from '@/lib/services/images/image-flags'

export const GET = serve(endpoints.listImageFlags, ({ actor, slug, query }) =>
  listImageFlags(actor, { slug, view: parseFilters(flagAddress, query) }),
)
