import { submittedModes } from '@/lib/domain/rating/answer-mode'
import type { ReleaseAnswer, ReleaseVote } from '@/lib/formats/release-rows'

const rowsAtOnce = 8_192
const newline = 10
const comma = 44
const zero = 48

/** Fills `fields`, with -1 for those empty or missing (older releases have fewer). Returns the next line's offset. */
function readLine(bytes: Uint8Array, at: number, fields: Int32Array): number {
  let next = at
  for (let field = 0; field < fields.length; field++) {
    if (field > 0 && bytes[next - 1] === newline) {
      fields.fill(-1, field)
      return next
    }
    let value = bytes[next] === comma || bytes[next] === newline ? -1 : 0
    for (; bytes[next] !== comma && bytes[next] !== newline; next++) value = value * 10 + bytes[next]! - zero
    fields[field] = value
    next++
  }
  return next
}

/** Reads digit by digit, since a million strings would take seconds. Few lines have a text after their numbers. */
function* rowsOfText<Row>(
  bytes: Uint8Array,
  { from, fieldCount, rowOf }: { from: number; fieldCount: number; rowOf: (fields: Int32Array, text: string) => Row },
): Generator<Row[], void, undefined> {
  let at = from
  const fields = new Int32Array(fieldCount)
  let block: Row[] = []
  while (at < bytes.length) {
    at = readLine(bytes, at, fields)
    let text = ''
    if (bytes[at - 1] === comma) {
      const end = bytes.indexOf(newline, at)
      text = String.fromCharCode(...bytes.subarray(at, end))
      at = end + 1
    }
    block.push(rowOf(fields, text))
    if (block.length < rowsAtOnce) continue
    yield block
    block = []
  }
  if (block.length > 0) yield block
}

/**
 * Fields: candidate, rater, answer, task, position on the screen, isRest (0 or 1), milliseconds shown, page, index of
 * the mode, language; those after the task may be empty.
 */
export const votesOfText = (bytes: Uint8Array, hasHeader: boolean): Generator<ReleaseVote[], void, undefined> =>
  rowsOfText(bytes, {
    from: hasHeader ? bytes.indexOf(newline) + 1 : 0,
    fieldCount: 9,
    rowOf: (fields, language) => ({
      candidate: fields[0]!,
      rater: fields[1]!,
      answer: fields[2]!,
      task: fields[3]!,
      shownAt: fields[4]! < 0 ? null : fields[4]!,
      isRest: fields[5] === 1,
      imageShownMs: fields[6]! < 0 ? null : fields[6]!,
      page: fields[7]! < 0 ? null : fields[7]!,
      mode: submittedModes[fields[8]!] ?? null,
      language: language || null,
    }),
  })

/** Fields: candidate, rater, answer. */
export const answersOfText = (bytes: Uint8Array): Generator<ReleaseAnswer[], void, undefined> =>
  rowsOfText(bytes, {
    from: 0,
    fieldCount: 3,
    rowOf: (fields) => ({ candidate: fields[0]!, rater: fields[1]!, answer: fields[2]! }),
  })
