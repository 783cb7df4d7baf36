import { cookies, headers } from 'next/headers'
import { getRequestConfig } from 'next-intl/server'
import { cookieName } from '@/lib/auth/sign-in-cookies'
import { type Language, languageCookie, readerLanguage } from '@/lib/domain/accounts/language'
import de from '@/lib/wording/messages/de.json'
import en from '@/lib/wording/messages/en.json'

declare module 'next-intl' {
  interface AppConfig {
    Locale: Language
    Messages: typeof en
  }
}

const messagesOf: Record<Language, typeof en> = { en, de }

async function languageOfRequest(): Promise<Language> {
  const [cookieJar, head] = await Promise.all([cookies(), headers()])
  return readerLanguage(cookieJar.get(cookieName(languageCookie))?.value, head.get('accept-language'))
}

/** Returns the language and texts of a request for next-intl, unless a language is given explicitly. */
export default getRequestConfig(async ({ locale: asked }) => {
  const locale = asked ?? (await languageOfRequest())
  // The browser formats dates in the reader's own time zone; this one only has to be the same on server and client.
  return { locale, messages: messagesOf[locale], timeZone: 'UTC' }
})
