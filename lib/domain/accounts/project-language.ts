const englishNames = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' })

/**
 * Returns the canonical BCP 47 tag of a language, such as pt-BR for PT_br. Null if the language is unknown or the tag
 * has more than language, script and region.
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

/** Languages offered in lists. Others can be entered as a tag. */
export const commonLanguages =
  'ar bg bn ca cs da de el en es et fa fi fr he hi hr hu id it ja ko lt lv ms nb nl pl pt pt-BR ro ru sk sl sr sv sw ta th tr uk ur vi zh-Hans zh-Hant'.split(
    ' ',
  )

export const englishNameOf = (tag: string): string => englishNames.of(tag) ?? tag

export function nameOfLanguage(tag: string): string {
  const name = new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag
  return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1)
}
