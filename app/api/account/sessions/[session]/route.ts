import * as endpoints from '@/lib/contracts/endpoints/accounts'
import { serve } from '@/lib/http/serve'
import { endSession } from '@/lib/services/accounts/sessions'

export const DELETE = serve(endpoints.endSession, ({ actor, input }) => endSession(actor, input))
