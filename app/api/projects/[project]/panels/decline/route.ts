import * as endpoints from '@/lib/contracts/endpoints/texts'
import { serve } from '@/lib/http/serve'
import { declineConsent } from '@/lib/services/recruitment/visits'

export const POST = serve(endpoints.declineConsent, ({ actor, input }) => declineConsent(actor, input))
