/** What the columns of rows become: `fixed` columns get the same text in all, `account` columns the account of this server. */
export interface RowMapping {
  columns: readonly string[]
  fixed: Readonly<Record<string, string>>
  accountColumns: readonly string[]
  accountOf: ReadonlyMap<string, string>
}

/**
 * Rows in PostgreSQL's text format with the numbers of another server put into them, in blocks of whole lines. Bytes that
 * are not replaced stay as they are. Throws RangeError for a row of another number of columns.
 */
export async function* mappedRows(
  chunks: AsyncIterable<Buffer>,
  { columns, fixed, accountColumns, accountOf }: RowMapping,
): AsyncGenerator<Buffer> {
  const fixedAt = columns.flatMap((column, at) => (column in fixed ? [[at, fixed[column]!] as const] : []))
  const accountsAt = accountColumns.map((column) => columns.indexOf(column))
  let row = 0
  const mapped = (line: string) => {
    row++
    const values = line.split('\t')
    if (values.length !== columns.length)
      throw new RangeError(`row ${row} has ${values.length} values for ${columns.length} columns`)
    for (const [at, value] of fixedAt) values[at] = value
    for (const at of accountsAt) values[at] = accountOf.get(values[at]!) ?? values[at]!
    return values.join('\t')
  }
  let rest = ''
  for await (const chunk of chunks) {
    // Every byte is a character, so that text of any encoding comes out as it went in.
    const lines = (rest + chunk.toString('latin1')).split('\n')
    rest = lines.pop()!
    if (lines.length > 0) yield Buffer.from(`${lines.map(mapped).join('\n')}\n`, 'latin1')
  }
  if (rest !== '') yield Buffer.from(`${mapped(rest)}\n`, 'latin1')
}
