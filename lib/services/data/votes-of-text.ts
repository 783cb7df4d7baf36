import type { ReleaseVote } from '@/lib/formats/release-rows'

const rowsAtOnce = 8_192
const newline = 10
const comma = 44
const zero = 48

/** Fills `fields` from the line at `at`, an empty field with -1; returns the offset of the next line. */
function readLine(bytes: Uint8Array, at: number, fields: Int32Array): number {
  let next = at
  for (let field = 0; field < fields.length; field++) {
    let value = bytes[next] === comma ? -1 : 0
    for (; bytes[next] !== comma && bytes[next] !== newline; next++) value = value * 10 + bytes[next] - zero
    fields[field] = value
    next++
  }
  return next
}

/**
 * The votes in a piece of whole lines (candidate, rater, answer, task, place on the screen or nothing, 0 or 1), in blocks.
 * Read digit by digit: a million of them as strings would take seconds.
 */
export function* votesOfText(bytes: Uint8Array, hasHeader: boolean): Generator<ReleaseVote[], void, undefined> {
  let at = hasHeader ? bytes.indexOf(newline) + 1 : 0
  const fields = new Int32Array(6)
  let block: ReleaseVote[] = []
  while (at < bytes.length) {
    at = readLine(bytes, at, fields)
    block.push({
      candidate: fields[0],
      rater: fields[1],
      answer: fields[2],
      task: fields[3],
      shownAt: fields[4] < 0 ? null : fields[4],
      isRest: fields[5] === 1,
    })
    if (block.length < rowsAtOnce) continue
    yield block
    block = []
  }
  if (block.length > 0) yield block
}
