import { beginSession } from '@/lib/services/accounts/sessions'
import { accountSessionCookie } from './session-cookie'

/** An answer with a new session for the browser that asked: what it asked for has ended every session of its account. */
export async function withRenewedSession(
  request: Request,
  { userId, tokenVersion }: { userId: string; tokenVersion: number },
  answer: object = {},
): Promise<Response> {
  const sessionId = await beginSession(userId, request.headers.get('user-agent'))
  const cookie = await accountSessionCookie({ userId, tokenVersion, sessionId })
  return Response.json(answer, { headers: { 'Cache-Control': 'no-store', 'Set-Cookie': cookie } })
}
