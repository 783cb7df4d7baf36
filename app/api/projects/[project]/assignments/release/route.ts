import * as endpoints from '@/lib/contracts/endpoints/rating'
import { serve } from '@/lib/http/serve'
import { releaseLeases } from '@/lib/services/rating/assignments'

export const POST = serve(endpoints.releaseLeases, ({ actor, input }) => releaseLeases(actor, input))
