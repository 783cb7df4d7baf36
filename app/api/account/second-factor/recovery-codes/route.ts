import * as endpoints from '@/lib/contracts/endpoints/accounts'
import { serve } from '@/lib/http/serve'
import { renewRecoveryCodes } from '@/lib/services/accounts/change-second-factor'

export const POST = serve(endpoints.renewRecoveryCodes, async ({ actor, body }) => ({
  recoveryCodes: await renewRecoveryCodes(actor, body),
}))
