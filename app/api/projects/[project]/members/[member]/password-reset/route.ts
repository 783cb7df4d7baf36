import * as endpoints from '@/lib/contracts/endpoints/accounts'
import { serve } from '@/lib/http/serve'
import { createPasswordReset } from '@/lib/services/accounts/password-reset'

export const POST = serve(endpoints.createPasswordReset, async ({ actor, input }) => {
  const { token, expiresAt } = await createPasswordReset(actor, input)
  return { token, expiresAt: expiresAt.toISOString() }
})
