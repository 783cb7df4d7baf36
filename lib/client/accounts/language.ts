import { api } from '@/lib/client/api'
import { isRecord } from '@/lib/client/is-record'
import { partReader } from '@/lib/client/reader'
import type { LanguageChoice } from '@/lib/contracts/accounts/language'

const choiceReader = partReader<LanguageChoice>((json) => isRecord(json) && typeof json.language === 'string')

/** Has this browser's pages written in another language from the next load on. */
export const chooseLanguage = (body: LanguageChoice) =>
  api.post({ address: '/api/language', output: choiceReader, body })
