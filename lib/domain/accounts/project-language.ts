const englishNames = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' })

/**
 * The tag of a language in its usual form, such as pt-BR for PT_br: a language with script and region at most, as BCP 47 has
 * them, that is known by a name. Null for any other text.
 */
export function languageTag(text: string): string | null {
  try {
    const tag = Intl.getCanonicalLocales(text.trim().replaceAll('_', '-'))[0] ?? ''
    const isShort = /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?$/.test(tag)
    return isShort && englishNames.of(tag) !== undefined ? tag : null
  } catch {
    return null
  }
}

/** Languages that are offered in lists; any other can be named by its tag. */
export const usualLanguages = [
  ...['ar', 'bg', 'bn', 'ca', 'cs', 'da', 'de', 'el', 'en', 'es', 'et', 'fa', 'fi', 'fr', 'he', 'hi', 'hr', 'hu', 'id'],
  ...[
    'it',
    'ja',
    'ko',
    'lt',
    'lv',
    'ms',
    'nb',
    'nl',
    'pl',
    'pt',
    'pt-BR',
    'ro',
    'ru',
    'sk',
    'sl',
    'sr',
    'sv',
    'sw',
    'ta',
  ],
  ...['th', 'tr', 'uk', 'ur', 'vi', 'zh-Hans', 'zh-Hant'],
] as const

/** What English calls a language. */
export const englishNameOf = (tag: string): string => englishNames.of(tag) ?? tag

/** What a language calls itself. */
export function nameOfLanguage(tag: string): string {
  const name = new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag
  return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1)
}
