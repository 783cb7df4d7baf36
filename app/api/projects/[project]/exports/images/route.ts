import * as endpoints from '@/lib/contracts/endpoints/data'
import { serve } from '@/lib/http/serve'
import { exportImages } from '@/lib/services/data/export-images'

export const GET = serve(endpoints.exportImages, ({ actor, slug, query }) =>
  exportImages(actor, { slug, format: query.format }),
)
