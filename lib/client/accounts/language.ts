import { request, type SmallEndpoint } from '@/lib/client/api'
import { isRecord, partReader } from '@/lib/client/reader'
import type { LanguageChoice } from '@/lib/contracts/accounts/language'
import type * as endpoints from '@/lib/contracts/endpoints/accounts'

const language: SmallEndpoint<typeof endpoints.chooseLanguage> = {
  method: 'POST',
  path: '/api/language',
  output: partReader((json) => isRecord(json) && typeof json.language === 'string'),
}

/** Has this browser's pages written in another language from the next load on. */
export const chooseLanguage = (body: LanguageChoice) => request(language, {}, { body })
