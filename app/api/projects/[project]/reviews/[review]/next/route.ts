import * as endpoints from '@/lib/contracts/endpoints/adjudication'
import { serve } from '@/lib/http/serve'
import { openReview } from '@/lib/services/adjudication/reviews'

export const POST = serve(endpoints.openNextMistake, ({ actor, input }) =>
  openReview(actor, { ...input, position: null }),
)
