import * as endpoints from '@/lib/contracts/endpoints/rating'
import { serve } from '@/lib/http/serve'
import { skipAssignment } from '@/lib/services/rating/assignments'

export const POST = serve(endpoints.skipAssignment, ({ actor, input }) => skipAssignment(actor, input))
