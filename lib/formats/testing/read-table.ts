import { tableFromIPC } from 'apache-arrow'
import { readParquet } from 'parquet-wasm'

/** Reads a Parquet file with the Rust implementation of Parquet and Arrow, which shares no code with the writer. */
export function readTable(bytes: Uint8Array) {
  const table = tableFromIPC(readParquet(bytes).intoIPCStream())
  const types = Object.fromEntries(table.schema.fields.map(({ name, type }) => [name, String(type)]))
  const rows = table.toArray().map((row) => JSON.parse(JSON.stringify(row)) as Record<string, unknown>)
  return { rows, types, names: table.schema.fields.map(({ name }) => name) }
}
