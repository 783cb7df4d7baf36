/** What every binary COPY begins with: PGCOPY, then bytes that a transfer as text would have damaged. */
const signature = Uint8Array.of(0x50, 0x47, 0x43, 0x4f, 0x50, 0x59, 0x0a, 0xff, 0x0d, 0x0a, 0x00)
/** Signature, flags, and the length of an extension that a reader may skip. */
const headerLength = 19
const trailer = -1
const unfinished = -1

const int16At = (bytes: Uint8Array, at: number) => ((bytes[at] << 24) >> 16) | bytes[at + 1]
const int32At = (bytes: Uint8Array, at: number) =>
  (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3]

/** The length of the whole header, after checking it. */
function checkedHeader(bytes: Uint8Array): number {
  if (signature.some((byte, k) => bytes[k] !== byte))
    throw new RangeError('This is no binary COPY: its signature differs.')
  const flags = int32At(bytes, signature.length)
  if (flags >>> 16 !== 0)
    throw new RangeError(`A binary COPY with flags ${flags >>> 0}, which change what rows look like.`)
  const extension = int32At(bytes, signature.length + 4)
  if (extension < 0) throw new RangeError(`A binary COPY with a header extension of ${extension} bytes.`)
  return headerLength + extension
}

/** Fills `row` from the tuple at `at` and gives the offset behind it, or `unfinished` when bytes of it are still to come. */
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
      throw new RangeError(`Column ${column} has ${length} bytes, which is no integer.`)
    if (next + length > bytes.length) return unfinished
    if (length === 4) row[column] = int32At(bytes, next)
    else if (length === 2) row[column] = int16At(bytes, next)
    else {
      const low = int32At(bytes, next + 4)
      if (int32At(bytes, next) !== low >> 31) throw new RangeError(`Column ${column} has a value beyond 32 bits.`)
      row[column] = low
    }
    next += length
  }
  return next
}

/**
 * Calls `visit` with each row of a COPY (FORMAT binary) whose columns are all int2, int4 or int8, and gives their number.
 * The array passed is reused for the next row. NULL is −1, which no number of ours is.
 *
 * Source: PostgreSQL's documentation of COPY, "Binary Format". Chunks may be cut anywhere. RangeError when it is no such
 * stream: another signature, count of columns or length of a value, a value beyond 32 bits, no trailer or bytes after it.
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
  for await (const chunk of chunks) {
    let bytes = chunk
    if (rest.length > 0) {
      bytes = new Uint8Array(rest.length + chunk.length)
      bytes.set(rest)
      bytes.set(chunk, rest.length)
    }
    let at = 0
    if (toSkip === null && bytes.length >= headerLength) toSkip = checkedHeader(bytes)
    if (toSkip !== null) {
      at = Math.min(toSkip, bytes.length)
      toSkip -= at
      while (toSkip === 0 && at + 2 <= bytes.length && !hasEnded) {
        const fields = int16At(bytes, at)
        if (fields === trailer) {
          hasEnded = true
          at += 2
          break
        }
        if (fields !== columnCount) throw new RangeError(`A row of ${fields} columns instead of ${columnCount}.`)
        const next = readTuple(bytes, at, row)
        if (next === unfinished) break
        at = next
        count++
        visit(row)
      }
    }
    if (hasEnded && at < bytes.length) throw new RangeError('A binary COPY goes on behind its trailer.')
    rest = bytes.slice(at)
  }
  if (!hasEnded) throw new RangeError('A binary COPY ended before its trailer.')
  return count
}
