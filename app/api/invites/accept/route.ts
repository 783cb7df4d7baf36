import { clientNetwork } from '@/lib/auth/client-network'
import { rememberDevice } from '@/lib/auth/device-cookie'
import * as endpoints from '@/lib/contracts/endpoints/accounts'
import { serve } from '@/lib/http/serve'
import { limitGuesses } from '@/lib/services/access/attempt-limits'
import { acceptInvite } from '@/lib/services/accounts/invites'

export const POST = serve(endpoints.acceptInvite, async ({ actor, body, request }) => {
  const joined = await limitGuesses('invite', clientNetwork(request.headers), () => acceptInvite(actor, body))
  if (body.account) await rememberDevice(body.account.email)
  return joined
})
