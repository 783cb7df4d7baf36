const tab = 9
const newline = 10
const minus = 45

/**
 * Calls `visit` with each row of a COPY whose columns are all integers. The array passed is reused for the next row.
 *
 * Digits are read from the bytes themselves: at a million votes, text per field would cost more than the query.
 */
export async function readIntRows(
  chunks: AsyncIterable<Buffer>,
  columnCount: number,
  visit: (row: Float64Array) => void,
): Promise<void> {
  const row = new Float64Array(columnCount)
  let column = 0
  let value = 0
  let sign = 1
  for await (const chunk of chunks) {
    for (const byte of chunk) {
      if (byte === minus) sign = -1
      else if (byte !== tab && byte !== newline) value = value * 10 + byte - 48
      else {
        row[column++] = sign * value
        value = 0
        sign = 1
        if (byte === tab) continue
        if (column !== columnCount) throw new RangeError(`A row of ${column} columns instead of ${columnCount}`)
        column = 0
        visit(row)
      }
    }
  }
}
