import { type LanguageChoice, languageChoice } from '@/lib/contracts/language'
import { api } from './api'

/** Has this browser's pages written in another language from the next load on. */
export const chooseLanguage = (body: LanguageChoice) =>
  api.post({ address: '/api/language', output: languageChoice, body })
