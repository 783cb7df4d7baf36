import { withRenewedSession } from '@/lib/auth/session-cookie'
import * as endpoints from '@/lib/contracts/endpoints/accounts'
import { serve } from '@/lib/http/serve'
import {
  beginSecondFactor,
  confirmSecondFactor,
  turnOffSecondFactor,
} from '@/lib/services/accounts/change-second-factor'

export const POST = serve(endpoints.beginSecondFactor, ({ actor, body }) => beginSecondFactor(actor, body))

export const PUT = serve(endpoints.confirmSecondFactor, async ({ actor, body, request }) => {
  const { recoveryCodes, ...session } = await confirmSecondFactor(actor, body)
  return withRenewedSession(request, session, { recoveryCodes })
})

export const DELETE = serve(endpoints.turnOffSecondFactor, async ({ actor, body, request }) =>
  withRenewedSession(request, await turnOffSecondFactor(actor, body)),
)
