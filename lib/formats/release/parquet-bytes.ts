import type { KeyValue, SchemaElement } from 'hyparquet'
import { ByteWriter, ParquetWriter } from 'hyparquet-writer'
import type { FileBytes } from './release-format'

type Simple = string | number | boolean | Date

export interface ParquetColumn<Row> {
  name: string
  /** int: signed, 32 bits. float: 64 bits. time: a Date, as milliseconds in UTC. */
  type: 'text' | 'int' | 'float' | 'boolean' | 'time'
  /** Otherwise a null is an error. */
  isNullable?: boolean
  /** The column contains lists of this type; elements may be null, lists may not. */
  isList?: boolean
  of: (row: Row) => Simple | null | readonly (Simple | null)[]
}

const physical = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  int: { type: 'INT32' },
  float: { type: 'DOUBLE' },
  boolean: { type: 'BOOLEAN' },
  time: { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' },
} as const

/** A list has three levels, named as in the format's specification. */
function elementsOf<Row>({ name, type, isNullable, isList }: ParquetColumn<Row>): SchemaElement[] {
  if (!isList) return [{ name, ...physical[type], repetition_type: isNullable ? 'OPTIONAL' : 'REQUIRED' }]
  return [
    { name, repetition_type: 'OPTIONAL', num_children: 1, converted_type: 'LIST' },
    { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
    { name: 'element', ...physical[type], repetition_type: 'OPTIONAL' },
  ]
}

const schemaOf = <Row>(columns: readonly ParquetColumn<Row>[]): SchemaElement[] => [
  { name: 'schema', num_children: columns.length },
  ...columns.flatMap(elementsOf),
]

/** Rows per group, which is held in memory. */
const groupRows = 65_536

/** In the file's metadata: no rows (field 3), then an empty list (field 4) without an element type. */
const noRowGroups = Buffer.from([0x16, 0x00, 0x19, 0x00])

/** Strict readers refuse a file whose empty list of row groups is not declared as a list of structs. */
function withTypedEmptyList(end: Uint8Array): Uint8Array {
  const bytes = Buffer.from(end)
  const at = bytes.lastIndexOf(noRowGroups)
  if (at >= 0) bytes[at + noRowGroups.length - 1] = 0x0c
  return bytes
}

/** Writes a Parquet file by row groups, compressed with Snappy. The bytes do not depend on time or machine. */
export async function* parquetBytes<Row>(
  columns: readonly ParquetColumn<Row>[],
  blocks: AsyncIterable<readonly Row[]> | Iterable<readonly Row[]>,
  about: Record<string, string>,
): FileBytes {
  const writer = new ByteWriter()
  const kvMetadata: KeyValue[] = Object.entries(about).map(([key, value]) => ({ key, value }))
  const parquet = new ParquetWriter({ writer, schema: schemaOf(columns), kvMetadata, createdBy: 'reassess' })
  const taken = () => {
    const bytes = writer.getBytes().slice()
    writer.index = 0
    return bytes
  }
  let values: unknown[][] = columns.map(() => [])
  let count = 0
  const writeGroup = () => {
    const columnData = columns.map(({ name }, k) => ({ name, data: values[k]! }))
    parquet.write({ columnData, rowGroupSize: count })
    values = columns.map(() => [])
    count = 0
    return taken()
  }
  for await (const block of blocks) {
    for (const row of block) {
      for (let k = 0; k < columns.length; k++) values[k]!.push(columns[k]!.of(row))
      if (++count === groupRows) yield writeGroup()
    }
  }
  if (count > 0) yield writeGroup()
  parquet.finish()
  yield parquet.num_rows === 0n ? withTypedEmptyList(taken()) : taken()
}
