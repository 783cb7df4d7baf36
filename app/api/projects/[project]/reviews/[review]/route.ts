import * as endpoints from '@/lib/contracts/endpoints/adjudication'
import { serve } from '@/lib/http/serve'
import { readReviewResults } from '@/lib/services/adjudication/review-results'

export const GET = serve(endpoints.readReviewResults, ({ actor, input }) => readReviewResults(actor, input))
