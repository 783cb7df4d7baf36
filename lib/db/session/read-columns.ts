import type { CopySession } from './copy-session'
import { readBinaryRows } from './read-binary-rows'
import { type Sql, tag } from './sql'

type ColumnKind = Int32ArrayConstructor | Uint8ArrayConstructor
type Columns<Kinds extends Record<string, ColumnKind>> = { [Name in keyof Kinds]: InstanceType<Kinds[Name]> }

interface Expected {
  /** Rows to make room for at first: as many as there are, where that is known. */
  rowCount: number
  onRow?: (count: number) => void
}

/** The columns of a query of integers, in the order of `kinds`, each in an array just as long as the result. */
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
