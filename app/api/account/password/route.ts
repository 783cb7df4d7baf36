import { accountSessionCookie } from '@/lib/auth/session-cookie'
import * as endpoints from '@/lib/contracts/endpoints/accounts'
import { serve } from '@/lib/http/serve'
import { changePassword } from '@/lib/services/accounts/change-account'
import { beginSession } from '@/lib/services/accounts/sessions'

export const PUT = serve(endpoints.changePassword, async ({ actor, body, request }) => {
  const changed = await changePassword(actor, body)
  const sessionId = await beginSession(changed.userId, request.headers.get('user-agent'))
  const cookie = await accountSessionCookie({ ...changed, sessionId })
  return Response.json({}, { headers: { 'Cache-Control': 'no-store', 'Set-Cookie': cookie } })
})
