import type { CsvValue } from '@/lib/domain/csv-field'
import { csvLine, csvList } from '../csv'
import type { Blocks, SnapshotHead, SnapshotReads } from '../release-rows'
import type { LoadedSnapshot } from './loaded-snapshot'
import { parquetBytes } from './parquet-bytes'
import { type SnapshotFormat, type SnapshotWriting, snapshotFormat, textBytes, yesOrNo } from './release-format'

type CellValue = string | number | boolean | null | readonly (string | number | null)[]

type RowBlocks<Row> = Blocks<Row> | Iterable<readonly Row[]>

/** A table of a snapshot. Its CSV file has a column for each of its values, in their order. */
interface CsvTable<Reads extends SnapshotReads, Row, Column extends string = string> {
  reads: Reads
  open: (
    snapshot: LoadedSnapshot<SnapshotHead, Reads>,
  ) => Promise<{ rows: RowBlocks<Row>; values: Record<Column, (row: Row) => CellValue> }>
}

export interface TableColumn {
  name: string
  type: 'text' | 'int' | 'float' | 'boolean'
  isNullable: boolean
  isList: boolean
  isInCsv: boolean
  about: string
}

/** A table that is also written as Parquet, with these columns in this order. */
interface TypedTable<Reads extends SnapshotReads, Row, Column extends TableColumn>
  extends CsvTable<Reads, Row, Column['name']> {
  columns: readonly Column[]
}

export const typedTable = <const Reads extends SnapshotReads, Row, const Column extends TableColumn>(
  table: TypedTable<Reads, Row, Column>,
) => table

/** Types the values of a table by its rows. */
export const tableRows = <Row, Column extends string>(
  rows: RowBlocks<Row>,
  values: Record<Column, (row: Row) => CellValue>,
) => ({ rows, values })

function csvCell(value: CellValue | undefined): CsvValue {
  if (typeof value === 'boolean') return yesOrNo(value)
  if (typeof value === 'object' && value !== null) return csvList(value)
  return value ?? null
}

type FileInfo = Pick<SnapshotFormat, 'suffix' | 'title' | 'about' | 'needsRun' | 'marksExcludedRaters' | 'revision'>

/** The CSV file of a table: booleans are yes or no, and lists are JSON. */
export function csvFile<const Reads extends SnapshotReads, Row>(
  table: FileInfo & CsvTable<Reads, Row> & { columns?: readonly TableColumn[] },
): SnapshotFormat {
  const { reads, open, columns = [], ...info } = table
  const onlyInParquet = columns.filter(({ isInCsv }) => !isInCsv).map(({ name }) => name)
  async function* lines({ snapshot }: SnapshotWriting<Reads>) {
    const { rows, values } = await open(snapshot)
    const written = Object.entries(values).filter(([name]) => !onlyInParquet.includes(name))
    yield csvLine(written.map(([name]) => name))
    for await (const block of rows)
      yield block.map((row) => csvLine(written.map(([, of]) => csvCell(of(row))))).join('')
  }
  return snapshotFormat<Reads>({ group: 'table', ...info, reads, write: (writing) => textBytes(lines(writing)) })
}

const headFacts = ({ project, version, contentHash }: SnapshotHead) => ({
  'reassess.project': project,
  ...(version !== null && { 'reassess.version': version }),
  ...(contentHash !== null && { 'reassess.content-hash': contentHash }),
})

/** The Parquet file of a table, which also names the snapshot. */
export function parquetFile<const Reads extends SnapshotReads, Row, Column extends TableColumn>({
  reads,
  open,
  columns,
  ...info
}: FileInfo & TypedTable<Reads, Row, Column>): SnapshotFormat {
  async function* write({ snapshot }: SnapshotWriting<Reads>) {
    const { rows, values } = await open(snapshot)
    const written = columns.map((column) => ({ ...column, of: values[column.name as Column['name']] }))
    yield* parquetBytes(written, rows, headFacts(snapshot.head))
  }
  return snapshotFormat<Reads>({ group: 'table', ...info, reads, write })
}
