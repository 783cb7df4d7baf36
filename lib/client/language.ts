import type { LanguageChoice } from '@/lib/contracts/language'
import { api } from './api'
import { isRecord } from './is-record'
import { partReader } from './reader'

const choiceReader = partReader<LanguageChoice>((json) => isRecord(json) && typeof json.language === 'string')

/** Has this browser's pages written in another language from the next load on. */
export const chooseLanguage = (body: LanguageChoice) =>
  api.post({ address: '/api/language', output: choiceReader, body })
