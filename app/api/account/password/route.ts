import { withRenewedSession } from '@/lib/auth/session-cookie'
import * as endpoints from '@/lib/contracts/endpoints/accounts'
import { serve } from '@/lib/http/serve'
import { changePassword } from '@/lib/services/accounts/change-account'

export const PUT = serve(endpoints.changePassword, async ({ actor, body, request }) =>
  withRenewedSession(request, await changePassword(actor, body)),
)
