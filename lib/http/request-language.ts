import { cookies, headers } from 'next/headers'
import { getRequestConfig } from 'next-intl/server'
import { type Language, languageCookie, readerLanguage } from '@/lib/domain/language'
import de from '@/lib/wording/messages/de.json'
import en from '@/lib/wording/messages/en.json'

declare module 'next-intl' {
  interface AppConfig {
    Locale: Language
    Messages: typeof en
  }
}

const messagesOf: Record<Language, typeof en> = { en, de }

/** For next-intl: the language of this request and its texts. */
export default getRequestConfig(async () => {
  const [cookieJar, head] = await Promise.all([cookies(), headers()])
  const locale = readerLanguage(cookieJar.get(languageCookie)?.value, head.get('accept-language'))
  // Dates are written by the browser, in the reader's own zone; this one only has to be the same on both sides.
  return { locale, messages: messagesOf[locale], timeZone: 'UTC' }
})
