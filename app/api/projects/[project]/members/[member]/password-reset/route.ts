import * as endpoints from '@/lib/contracts/endpoints/accounts'
import { serve } from '@/lib/http/serve'
import { createPasswordReset } from '@/lib/services/accounts/password-reset'

export const POST = serve(endpoints.createPasswordReset, async ({ actor, slug, params }) => {
  const { token, expiresAt } = await createPasswordReset(actor, { slug, memberId: params.member })
  return { token, expiresAt: expiresAt.toISOString() }
})
