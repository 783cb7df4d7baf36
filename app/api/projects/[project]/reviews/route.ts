import * as endpoints from '@/lib/contracts/endpoints/adjudication'
import { serve } from '@/lib/http/serve'
import { startReview } from '@/lib/services/adjudication/reviews'

export const POST = serve(endpoints.startReview, ({ actor, input }) => startReview(actor, input))
