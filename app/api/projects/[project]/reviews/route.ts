import * as endpoints from '@/lib/contracts/endpoints/adjudication'
import { serve } from '@/lib/http/serve'
import { listReviews, startReview } from '@/lib/services/adjudication/reviews'

export const GET = serve(endpoints.listReviews, ({ actor, slug, query }) =>
  listReviews(actor, { slug, modelId: query.model ?? null }),
)

export const POST = serve(endpoints.startReview, ({ actor, input }) => startReview(actor, input))
