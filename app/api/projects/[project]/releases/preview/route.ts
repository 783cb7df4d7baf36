import * as endpoints from '@/lib/contracts/endpoints/releases'
import { serve } from '@/lib/http/serve'
import { previewRelease } from '@/lib/services/releases/preview-release'

export const GET = serve(endpoints.previewRelease, ({ actor, slug, query }) =>
  previewRelease(actor, { slug, ...query }),
)
