/** The languages the interface is written in, the one to fall back on first. Each has its file in messages/. */
export const languages = ['en', 'de'] as const
export type Language = (typeof languages)[number]

/** What a language calls itself. */
export const languageName: Record<Language, string> = { en: 'English', de: 'Deutsch' }

/** The cookie that keeps what a reader chose. */
export const languageCookie = 'reassess-language'

const rightToLeft = new Set(['ar', 'dv', 'fa', 'he', 'ku', 'ps', 'sd', 'ug', 'ur', 'yi'])

/** Which way a language is written, by its tag, as in `ar` or `fa-IR`. */
export const directionOf = (tag: string): 'ltr' | 'rtl' => (rightToLeft.has(tag.split('-')[0]!) ? 'rtl' : 'ltr')

const known = (tag: string) => languages.find((language) => language === tag.trim().toLowerCase().split('-')[0])

/** The tags of an Accept-Language header, the most wanted first; those refused by a weight of 0 are left out. */
function wantedTags(header: string): string[] {
  return header
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.split(';')
      const weight = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find(Boolean)
      return { tag, weight: weight === undefined ? 1 : Number(weight) }
    })
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => other.weight - one.weight)
    .map(({ tag }) => tag)
}

/** The language to answer in: what the reader chose, else the first that their browser asks for and we have. */
export function readerLanguage(chosen: string | undefined, acceptLanguage: string | null): Language {
  for (const tag of [chosen ?? '', ...wantedTags(acceptLanguage ?? '')]) {
    const language = known(tag)
    if (language) return language
  }
  return languages[0]
}
