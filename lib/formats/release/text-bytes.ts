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

export const yesOrNo = (value: boolean | number): string => (value ? 'yes' : 'no')

/** Null for what is not known. */
export const knownNumber = (value: number): number | null => (Number.isNaN(value) ? null : value)
