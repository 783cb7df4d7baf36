/** Languages of the interface, the fallback first. Each has a file in messages/. */
export const languages = ['en', 'de'] as const
export type Language = (typeof languages)[number]

export const languageName: Record<Language, string> = { en: 'English', de: 'Deutsch' }

export const languageCookie = 'reassess-language'

const rightToLeft = new Set(['ar', 'dv', 'fa', 'he', 'ku', 'ps', 'sd', 'ug', 'ur', 'yi'])

export const directionOf = (tag: string): 'ltr' | 'rtl' => (rightToLeft.has(tag.split('-')[0]!) ? 'rtl' : 'ltr')

const known = (tag: string) => languages.find((language) => language === tag.trim().toLowerCase().split('-')[0])

/** Returns the tags of an Accept-Language header by descending weight, without those of weight 0. */
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

/** Returns the reader's choice or, without one, the first supported language the browser asks for. */
export function readerLanguage(chosen: string | undefined, acceptLanguage: string | null): Language {
  for (const tag of [chosen ?? '', ...wantedTags(acceptLanguage ?? '')]) {
    const language = known(tag)
    if (language) return language
  }
  return languages[0]
}
