import * as endpoints from '@/lib/contracts/endpoints/rating'
import { serve } from '@/lib/http/serve'
import { renewLeases } from '@/lib/services/rating/assignments'

export const POST = serve(endpoints.renewLeases, ({ actor, input }) => renewLeases(actor, input))
