import type { CopySession } from './copy-session'
import { type Sql, tag } from './sql'

/** The start of every binary COPY: PGCOPY, then bytes that a transfer in text mode would corrupt. */
const signature = Uint8Array.of(0x50, 0x47, 0x43, 0x4f, 0x50, 0x59, 0x0a, 0xff, 0x0d, 0x0a, 0x00)
/** Signature, flags, and the length of an extension that readers may skip. */
const headerLength = 19
const trailer = -1
const unfinished = -1

const int16At = (bytes: Uint8Array, at: number) => ((bytes[at]! << 24) >> 16) | bytes[at + 1]!
const int32At = (bytes: Uint8Array, at: number) =>
  (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!

function checkedHeader(bytes: Uint8Array): number {
  if (signature.some((byte, k) => bytes[k] !== byte))
    throw new RangeError('This is not a binary COPY: its signature differs.')
  const flags = int32At(bytes, signature.length)
  if (flags >>> 16 !== 0)
    throw new RangeError(`A binary COPY with flags ${flags >>> 0}, which change what rows look like.`)
  const extension = int32At(bytes, signature.length + 4)
  if (extension < 0) throw new RangeError(`A binary COPY with a header extension of ${extension} bytes.`)
  return headerLength + extension
}

function integerAt(bytes: Uint8Array, at: number, length: 2 | 4 | 8, column: number): number {
  if (length === 4) return int32At(bytes, at)
  if (length === 2) return int16At(bytes, at)
  const low = int32At(bytes, at + 4)
  if (int32At(bytes, at) !== low >> 31) throw new RangeError(`Column ${column} has a value beyond 32 bits.`)
  return low
}

/** Returns the offset after the tuple at `at`, or `unfinished` if some of its bytes have not arrived. */
function readTuple(bytes: Uint8Array, at: number, row: Int32Array): number {
  let next = at + 2
  for (let column = 0; column < row.length; column++) {
    if (next + 4 > bytes.length) return unfinished
    const length = int32At(bytes, next)
    next += 4
    if (length === -1) {
      row[column] = -1
      continue
    }
    if (length !== 4 && length !== 2 && length !== 8)
      throw new RangeError(`Column ${column} has ${length} bytes, which is not an integer.`)
    if (next + length > bytes.length) return unfinished
    row[column] = integerAt(bytes, next, length, column)
    next += length
  }
  return next
}

/**
 * Calls `visit` with each row of a COPY (FORMAT binary) whose columns are all int2, int4 or int8, and returns the
 * number of rows. The array passed is reused for the next row. NULL is −1, a value that no such column has.
 *
 * Source: PostgreSQL's documentation of COPY, "Binary Format". Chunks may end anywhere. Throws RangeError if the stream
 * has another signature, number of columns or length of a value, a value beyond 32 bits, no trailer, or bytes after it.
 */
export async function readBinaryRows(
  chunks: AsyncIterable<Uint8Array>,
  columnCount: number,
  visit: (row: Int32Array) => void,
): Promise<number> {
  const row = new Int32Array(columnCount)
  let rest = new Uint8Array(0)
  let toSkip: number | null = null
  let count = 0
  let hasEnded = false
  /** Visits the complete rows from `at` on and returns the offset after them. */
  const readRows = (bytes: Uint8Array, at: number): number => {
    let next = at
    while (next + 2 <= bytes.length) {
      const fields = int16At(bytes, next)
      if (fields === trailer) {
        hasEnded = true
        return next + 2
      }
      if (fields !== columnCount) throw new RangeError(`A row of ${fields} columns instead of ${columnCount}.`)
      const end = readTuple(bytes, next, row)
      if (end === unfinished) break
      next = end
      count++
      visit(row)
    }
    return next
  }
  for await (const chunk of chunks) {
    const bytes = joined(rest, chunk)
    let at = 0
    if (toSkip === null && bytes.length >= headerLength) toSkip = checkedHeader(bytes)
    if (toSkip !== null) {
      at = Math.min(toSkip, bytes.length)
      toSkip -= at
      if (toSkip === 0 && !hasEnded) at = readRows(bytes, at)
    }
    if (hasEnded && at < bytes.length) throw new RangeError('A binary COPY goes on behind its trailer.')
    rest = bytes.slice(at)
  }
  if (!hasEnded) throw new RangeError('A binary COPY ended before its trailer.')
  return count
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  if (first.length === 0) return second
  const bytes = new Uint8Array(first.length + second.length)
  bytes.set(first)
  bytes.set(second, first.length)
  return bytes
}

type ColumnKind = Int32ArrayConstructor | Uint8ArrayConstructor
export type Columns<Kinds extends Record<string, ColumnKind>> = { [Name in keyof Kinds]: InstanceType<Kinds[Name]> }

interface Expected {
  /** Initial capacity in rows; exact if known. */
  rowCount: number
  onRow?: (count: number) => void
}

/** Reads a query of integer columns, in the order of `kinds`, into arrays exactly as long as the result. */
export const readColumns = <const Kinds extends Record<string, ColumnKind>>(
  session: CopySession,
  kinds: Kinds,
  expected: Expected = { rowCount: 1_024 },
) => tag((query) => copyColumns(session, kinds, query, expected))

async function copyColumns<const Kinds extends Record<string, ColumnKind>>(
  session: CopySession,
  kinds: Kinds,
  query: Sql,
  { rowCount, onRow }: Expected,
): Promise<Columns<Kinds>> {
  const names = Object.keys(kinds)
  let room = Math.max(rowCount, 1)
  let columns = names.map((name) => new kinds[name]!(room))
  let count = 0
  await readBinaryRows(session.copyOutBinary(query), names.length, (row) => {
    if (count === room) {
      room *= 2
      columns = columns.map((column, k) => {
        const larger = new kinds[names[k]!]!(room)
        larger.set(column)
        return larger
      })
    }
    for (let k = 0; k < columns.length; k++) columns[k]![count] = row[k]!
    if (++count % 65_536 === 0) onRow?.(count)
  })
  onRow?.(count)
  return Object.fromEntries(
    names.map((name, k) => [name, count === room ? columns[k] : columns[k]!.slice(0, count)]),
  ) as Columns<Kinds>
}
