import { caller, type SmallEndpoint } from '@/lib/client/api'
import { isRecord, partReader } from '@/lib/client/reader'
import type * as endpoints from '@/lib/contracts/endpoints/accounts'

const language: SmallEndpoint<typeof endpoints.chooseLanguage> = {
  method: 'POST',
  path: '/api/language',
  output: partReader((json) => isRecord(json) && typeof json.language === 'string'),
}

/** Sets the language of this browser's pages, from the next page load on. */
export const chooseLanguage = caller(language)
