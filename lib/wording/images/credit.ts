const creativeCommons =
  /^https?:\/\/creativecommons\.org\/(licenses|publicdomain)\/([a-z-]+)\/(\d\.\d)(?:\/([a-z]{2})(?=\/|$))?/i
const spdx = /^CC-(BY(?:-NC)?(?:-SA|-ND)?)-(\d\.\d)$/i

/** Returns the short name of a license, such as "CC BY 2.0", from its URL or name. */
export function licenseName(license: string): string {
  const text = license.trim()
  const [, family, kind, version, country] = creativeCommons.exec(text) ?? []
  if (family === 'publicdomain') return kind === 'zero' ? `CC0 ${version}` : 'Public domain'
  if (family !== undefined)
    return ['CC', kind!.toUpperCase(), version, country?.toUpperCase()].filter(Boolean).join(' ')
  const [, terms, edition] = spdx.exec(text) ?? []
  if (terms !== undefined) return `CC ${terms.toUpperCase()} ${edition}`
  return text.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '')
}

/** Returns the text if it is a web address. Others must not become links. */
export const webAddress = (text: string | null) => (text !== null && /^https?:\/\//i.test(text) ? text : null)

export interface PhotoCredit {
  credit: string | null
  license: string | null
}

/** Returns author and license of a photograph in one line. Null if both are unknown. */
export function creditLine({ credit, license }: PhotoCredit): string | null {
  const parts = [credit, license && licenseName(license)].filter(Boolean)
  return parts.length > 0 ? parts.join(', ') : null
}
