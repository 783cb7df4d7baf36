import NextAuth from 'next-auth'
import { authOptions } from '@/lib/auth/session'
import { TooManyAttempts } from '@/lib/errors'
import { errorResponse, signInLogger } from '@/lib/http/error-response'
import { refuseLargeForm } from '@/lib/http/refuse-large-form'

const handler = NextAuth({ ...authOptions, logger: signInLogger })

export { handler as GET }

/** Returns where next-auth sends the browser, by JSON or redirect. Only this address contains its errors. */
async function goalOf(answer: Response): Promise<string | null> {
  const isJson = answer.headers.get('content-type')?.startsWith('application/json')
  const goal = isJson ? ((await answer.clone().json()) as { url?: unknown }).url : answer.headers.get('location')
  return typeof goal === 'string' && URL.canParse(goal) ? goal : null
}

export async function POST(request: Request, context: unknown): Promise<Response> {
  const tooLarge = refuseLargeForm(request)
  if (tooLarge) return tooLarge
  const answer: Response = await handler(request, context)
  const url = await goalOf(answer)
  const seconds = url && /^too-many-requests:(\d+)$/.exec(new URL(url).searchParams.get('error') ?? '')?.[1]
  if (!seconds) return answer
  const where = { method: request.method, path: new URL(request.url).pathname }
  const refusal = errorResponse(new TooManyAttempts(Number(seconds), false), where)
  // next-auth's own script reads the error from the address.
  return Response.json({ ...(await refusal.json()), url }, refusal)
}
