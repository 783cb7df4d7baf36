import { clientNetwork } from '@/lib/auth/client-network'
import { rememberDevice } from '@/lib/auth/device-cookie'
import * as endpoints from '@/lib/contracts/endpoints/accounts'
import { serve } from '@/lib/http/serve'
import { limitGuesses } from '@/lib/services/access/attempt-limits'
import { resetPassword } from '@/lib/services/accounts/password-reset'

export const POST = serve(endpoints.resetPassword, async ({ body, request }) => {
  const email = await limitGuesses('password reset', clientNetwork(request.headers), () => resetPassword(body))
  await rememberDevice(email)
})
