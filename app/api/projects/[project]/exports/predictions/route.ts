import * as endpoints from '@/lib/contracts/endpoints/data'
import { serve } from '@/lib/http/serve'
import { exportPredictions } from '@/lib/services/data/export-predictions'

export const GET = serve(endpoints.exportPredictions, ({ actor, slug, query }) =>
  exportPredictions(actor, { slug, ...query }),
)
