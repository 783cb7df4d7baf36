import { type PartKey, readReleasePart } from '@/lib/db/releases/read-part'

const rowsAtOnce = 8_192

/** Yields the values of a JSON Lines part, unchecked: parts are written by this server and verified by hash. */
export async function* releaseValues<Value>(part: PartKey): AsyncGenerator<Value[], void, undefined> {
  for await (const bytes of readReleasePart(part)) {
    const lines = bytes.toString('utf8').split('\n')
    lines.pop()
    for (let from = 0; from < lines.length; from += rowsAtOnce)
      yield lines.slice(from, from + rowsAtOnce).map((line) => JSON.parse(line) as Value)
  }
}

/** Yields the fields of a CSV part without the header. Splits at commas, since no field of such a part contains one. */
export async function* releaseFields(part: PartKey): AsyncGenerator<string[][], void, undefined> {
  let isFirst = true
  for await (const bytes of readReleasePart(part)) {
    const lines = bytes.toString('latin1').split('\n')
    lines.pop()
    if (isFirst) lines.shift()
    isFirst = false
    for (let from = 0; from < lines.length; from += rowsAtOnce)
      yield lines.slice(from, from + rowsAtOnce).map((line) => line.split(','))
  }
}
