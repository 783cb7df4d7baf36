import { Readable } from 'node:stream'

/** A value a line as JSON, as a stream of pieces of some 64 KB. */
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
