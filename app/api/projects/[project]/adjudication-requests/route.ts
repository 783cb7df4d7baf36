import * as endpoints from '@/lib/contracts/endpoints/images'
import { serve } from '@/lib/http/serve'
import { sendToExperts } from '@/lib/services/images/image-actions'

export const POST = serve(endpoints.sendToExperts, ({ actor, input }) => sendToExperts(actor, input))
