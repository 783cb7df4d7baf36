import { clientNetwork } from '@/lib/auth/client-network'
import { rememberDevice } from '@/lib/auth/device-cookie'
import * as endpoints from '@/lib/contracts/endpoints/accounts'
import { serve } from '@/lib/http/serve'
import { limitGuesses } from '@/lib/services/access/attempt-limits'
import { setUpServer } from '@/lib/services/accounts/set-up-server'

export const POST = serve(endpoints.setUpServer, async ({ body, request }) => {
  const done = await limitGuesses('set-up', clientNetwork(request.headers), () => setUpServer(body))
  await rememberDevice(body.email)
  return done
})
