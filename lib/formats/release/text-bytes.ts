import type { FileBytes } from './release-format'

const pieceLength = 262_144

/** Text in pieces of any size as UTF-8 in pieces worth writing. A half of a surrogate pair stays with its other half. */
export async function* textBytes(texts: AsyncIterable<string> | Iterable<string>): FileBytes {
  let piece = ''
  for await (const text of texts) {
    piece += text
    if (piece.length < pieceLength) continue
    yield Buffer.from(piece, 'utf8')
    piece = ''
  }
  if (piece !== '') yield Buffer.from(piece, 'utf8')
}

export type CsvValue = string | number | null

/** A field as RFC 4180 has it: in quotes where it holds a comma, a quote or a line break. Null is an empty field. */
export function csvField(value: CsvValue): string {
  if (value === null) return ''
  if (typeof value === 'number') return Number.isNaN(value) ? '' : String(value)
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
}

export const csvLine = (values: readonly CsvValue[]): string => `${values.map(csvField).join(',')}\n`

/** Several values in one field: a JSON list, since names may hold whatever would part them. */
export const csvList = (values: readonly (string | number | null)[]): string => JSON.stringify(values)

export const yesOrNo = (value: boolean | number): string => (value ? 'yes' : 'no')

/** Null for what is not known. */
export const knownNumber = (value: number): number | null => (Number.isNaN(value) ? null : value)
