import * as endpoints from '@/lib/contracts/endpoints/raters'
import { serve } from '@/lib/http/serve'
import { exportRaterData } from '@/lib/services/raters/export-rater-data'

// By POST, because it is written down that an admin looked.
export const POST = serve(endpoints.exportRaterData, ({ actor, slug, params }) =>
  exportRaterData(actor, { slug, raterId: params.rater }),
)
