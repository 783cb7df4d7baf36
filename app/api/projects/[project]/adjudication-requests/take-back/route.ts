import * as endpoints from '@/lib/contracts/endpoints/images'
import { serve } from '@/lib/http/serve'
import { takeBackFromExperts } from '@/lib/services/images/image-actions'

export const POST = serve(endpoints.takeBackFromExperts, ({ actor, input }) => takeBackFromExperts(actor, input))
