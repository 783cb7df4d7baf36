import { Readable } from 'node:stream'

/** Writes one JSON value per line, in chunks of about 64 KB. */
export function jsonLinesStream(values: Iterable<unknown> | AsyncIterable<unknown>): Readable {
  async function* pieces() {
    let piece = ''
    for await (const value of values) {
      piece += `${JSON.stringify(value)}\n`
      if (piece.length < 65_536) continue
      yield piece
      piece = ''
    }
    if (piece !== '') yield piece
  }
  return Readable.from(pieces())
}
