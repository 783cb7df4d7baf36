/** `fixed` columns get the same text in every row, `account` columns the matching account of this server. */
export interface RowMapping {
  columns: readonly string[]
  fixed: Readonly<Record<string, string>>
  accountColumns: readonly string[]
  accountOf: ReadonlyMap<string, string>
}

/**
 * Replaces another server's numbers in rows in PostgreSQL's text format, yielding blocks of whole lines. Copies all
 * other bytes unchanged. Throws RangeError for a row with another number of columns.
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
    // Latin-1 maps each byte to one character, so text in any encoding passes through unchanged.
    const lines = (rest + chunk.toString('latin1')).split('\n')
    rest = lines.pop()!
    if (lines.length > 0) yield Buffer.from(`${lines.map(mapped).join('\n')}\n`, 'latin1')
  }
  if (rest !== '') yield Buffer.from(`${mapped(rest)}\n`, 'latin1')
}
