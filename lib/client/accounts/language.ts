import { caller, isRecord, smallEndpoint } from '@/lib/client/api'
import type * as endpoints from '@/lib/contracts/endpoints/accounts'

const language = smallEndpoint<typeof endpoints.chooseLanguage>(
  'POST /api/language',
  (json) => isRecord(json) && typeof json.language === 'string',
)

/** Sets the language of this browser's pages, from the next page load on. */
export const chooseLanguage = caller(language)
