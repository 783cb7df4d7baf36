import { languageChoice } from '@/lib/contracts/accounts/language'
import { languageCookie } from '@/lib/domain/accounts/language'
import { route } from '@/lib/http/route'

const yearSeconds = 31_536_000

// Kept by the server's answer, as some browsers forget within a week what a script has kept.
export const POST = route({
  who: 'anyone',
  input: languageChoice,
  run: async ({ input }) =>
    Response.json(input, {
      headers: { 'Set-Cookie': `${languageCookie}=${input.language}; Path=/; Max-Age=${yearSeconds}; SameSite=Lax` },
    }),
})
