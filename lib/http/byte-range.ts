/** What of a file is sent: both ends inclusive; null for all of it; `unsatisfiable` when nothing lies there. */
export type ByteRange = { start: number; end: number } | 'unsatisfiable' | null

/**
 * The one range that a request asks for, by RFC 9110, section 14. Several ranges, other units and what cannot be read are
 * answered with the whole file, as the RFC allows.
 */
export function byteRange(header: string | null, byteSize: number): ByteRange {
  const asked = /^bytes=(\d*)-(\d*)$/i.exec(header?.replaceAll(' ', '') ?? '')
  if (!asked || (asked[1] === '' && asked[2] === '')) return null
  const [first, last] = [asked[1], asked[2]].map((digits) => (digits === '' ? null : Number(digits)))
  if (first === null) {
    // The last so many bytes.
    const length = Math.min(last ?? 0, byteSize)
    return length === 0 ? 'unsatisfiable' : { start: byteSize - length, end: byteSize - 1 }
  }
  if (last !== null && last! < first!) return null
  return first! >= byteSize ? 'unsatisfiable' : { start: first!, end: Math.min(last ?? byteSize - 1, byteSize - 1) }
}

/** Whether one of the tags of an If-None-Match header is this one. */
export const namesEntityTag = (header: string | null, tag: string): boolean =>
  header?.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === tag) ?? false
