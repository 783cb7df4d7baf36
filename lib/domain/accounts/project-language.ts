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

/** What English calls a language. */
export const englishNameOf = (tag: string): string => englishNames.of(tag) ?? tag

/** What a language calls itself. */
export function nameOfLanguage(tag: string): string {
  const name = new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag
  return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1)
}
