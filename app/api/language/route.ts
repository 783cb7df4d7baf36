import { plainCookie } from '@/lib/auth/sign-in-cookies'
import * as endpoints from '@/lib/contracts/endpoints/accounts'
import { languageCookie } from '@/lib/domain/accounts/language'
import { serve } from '@/lib/http/serve'

const yearSeconds = 31_536_000

// Set by the server, since some browsers delete cookies set by scripts within a week.
export const POST = serve(endpoints.chooseLanguage, async ({ body }) =>
  Response.json(body, { headers: { 'Set-Cookie': plainCookie(languageCookie, body.language, yearSeconds) } }),
)
