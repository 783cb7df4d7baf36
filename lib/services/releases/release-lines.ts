import type { Db } from '@/lib/db/client'
import { type PartKey, readReleasePart } from '@/lib/db/releases/read-part'

const rowsAtOnce = 8_192

/** The values of a part of JSON Lines, in blocks. The parts are ours and stand under their hash: they are not checked again. */
export async function* releaseValues<Value>(part: PartKey, db: Db): AsyncGenerator<Value[], void, undefined> {
  for await (const bytes of readReleasePart(part, db)) {
    const lines = bytes.toString('utf8').split('\n')
    lines.pop()
    for (let from = 0; from < lines.length; from += rowsAtOnce)
      yield lines.slice(from, from + rowsAtOnce).map((line) => JSON.parse(line) as Value)
  }
}

/** The lines of a part of CSV split at their commas, without the header. No field of such a part holds a comma. */
export async function* releaseFields(part: PartKey, db: Db): AsyncGenerator<string[][], void, undefined> {
  let isFirst = true
  for await (const bytes of readReleasePart(part, db)) {
    const lines = bytes.toString('latin1').split('\n')
    lines.pop()
    if (isFirst) lines.shift()
    isFirst = false
    for (let from = 0; from < lines.length; from += rowsAtOnce)
      yield lines.slice(from, from + rowsAtOnce).map((line) => line.split(','))
  }
}
