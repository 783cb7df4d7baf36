import * as endpoints from '@/lib/contracts/endpoints/adjudication'
import { serve } from '@/lib/http/serve'
import { judgeMistake } from '@/lib/services/adjudication/judge-mistake'
import { openReview } from '@/lib/services/adjudication/reviews'

export const GET = serve(endpoints.openMistake, ({ actor, slug, params }) =>
  openReview(actor, { slug, reviewId: params.review, position: params.position }),
)

export const POST = serve(endpoints.judgeMistake, ({ actor, slug, params, body }) =>
  judgeMistake(actor, { slug, reviewId: params.review, position: params.position, ...body }),
)
