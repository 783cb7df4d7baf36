import * as endpoints from '@/lib/contracts/endpoints/adjudication'
import { serve } from '@/lib/http/serve'
import { exportReview } from '@/lib/services/adjudication/export-review'

export const GET = serve(endpoints.exportReview, ({ actor, slug, params }) =>
  exportReview(actor, { slug, campaignId: params.campaign }),
)
