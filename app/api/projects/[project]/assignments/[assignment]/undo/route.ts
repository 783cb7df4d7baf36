import * as endpoints from '@/lib/contracts/endpoints/rating'
import { serve } from '@/lib/http/serve'
import { undoSubmission } from '@/lib/services/rating/assignments'

export const POST = serve(endpoints.undoSubmission, ({ actor, input }) => undoSubmission(actor, input))
