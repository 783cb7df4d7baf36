import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import type { z } from 'zod'
import { directDatabaseUrl } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { type Connection, inlined, raw, readRows, runSql, type Sql, tag } from './sql'

/** One connection with an open transaction, for bulk reads and writes. */
export interface CopySession {
  /** From now on, aborting `signal` interrupts any running statement, rolls back, and rejects with its reason. */
  endBy(signal: AbortSignal | undefined): void
  /** Used by the functions in `sql.ts`, which parse the rows. */
  run(statement: Sql): Promise<{ rows: unknown[]; rowCount: number | null }>
  /** Writes `table (columns)` by COPY; rows are in column order, with null for NULL and arrays for array columns. */
  copyIn(table: string, columns: string[], rows: Iterable<CopyRow> | AsyncIterable<CopyRow>): Promise<void>
  /** Writes output of `copyOutText` to `table (columns)` by COPY; chunks may end anywhere. Returns how many rows. */
  copyInText(table: string, columns: readonly string[], chunks: AsyncIterable<Buffer>): Promise<number>
  /** Streams a query's result by COPY in binary format; chunks may end anywhere. See readBinaryRows. */
  copyOutBinary(query: Sql): AsyncIterable<Buffer>
  /** The same as CSV without a header. */
  copyOutCsv(query: Sql): AsyncIterable<Buffer>
  /** The same in PostgreSQL's text format: one line per row, with line feeds escaped. */
  copyOutText(query: Sql): AsyncIterable<Buffer>
}

type CopyValue = string | number | bigint | boolean | null | readonly (string | number)[]
export type CopyRow = readonly CopyValue[]

/** The smallest normal number in single precision: PostgreSQL rejects numbers as text that would round to zero. */
const leastNormal = 2 ** -126
/** For a column of type real. */
export const asReal = (value: number): number => (Math.abs(value) < leastNormal ? Math.fround(value) : value)

const escapeText = (text: string) =>
  text.replace(/[\\\t\n\r]/g, (c) => ({ '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' })[c] as string)

const arrayItem = (item: string | number) =>
  typeof item === 'number' ? String(item) : `"${item.replace(/["\\]/g, (c) => `\\${c}`)}"`

function copyField(value: CopyValue): string {
  if (value === null) return '\\N'
  if (typeof value === 'string') return escapeText(value)
  if (typeof value === 'boolean') return value ? 't' : 'f'
  if (typeof value === 'object') return escapeText(`{${value.map(arrayItem).join(',')}}`)
  return String(value)
}

async function* lines(rows: Iterable<CopyRow> | AsyncIterable<CopyRow>) {
  let chunk: string[] = []
  for await (const row of rows) {
    chunk.push(row.map(copyField).join('\t'))
    if (chunk.length === 4096) {
      yield Buffer.from(`${chunk.join('\n')}\n`)
      chunk = []
    }
  }
  if (chunk.length > 0) yield Buffer.from(`${chunk.join('\n')}\n`)
}

const connectMs = 10_000
const longestStatement = '12h'

/**
 * Opens a separate connection that bypasses any pooler. A statement may run for hours, whatever the role's own limit,
 * but is cancelled when its client is gone: the server checks every two seconds where its system supports that.
 */
export async function openBulkConnection(url = directDatabaseUrl()): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'reassess-bulk',
    connectionTimeoutMillis: connectMs,
    keepAlive: true,
  })
  client.on('error', () => {})
  await client.connect()
  await client.query(`SET statement_timeout = '${longestStatement}'`)
  await client.query("SET client_connection_check_interval = '2s'").catch(() => {})
  return client
}

/** Frees the space of deleted rows in a table and its indexes. */
export async function vacuumTable(table: string): Promise<void> {
  await runAlone(`VACUUM (INDEX_CLEANUP ON, TRUNCATE OFF) ${pg.escapeIdentifier(table)}`)
}

/** Updates a table's statistics and visibility map, so that index-only scans work. */
export const vacuumForReading = (table: string) => runAlone(`VACUUM (ANALYZE) ${pg.escapeIdentifier(table)}`)

const runAlone = (statement: string) => onBulkConnection((client) => client.query(statement))

async function onBulkConnection<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = await openBulkConnection()
  try {
    return await work(client)
  } finally {
    await client.end().catch(() => {})
  }
}

/** Closing the connection interrupts a running statement, and the server cancels it. */
const interruptOf = (client: pg.Client) => () => void client.end().catch(() => {})

const lockLost = () =>
  new AppError(
    'unavailable',
    'The connection to the database was lost while this ran. No rows were changed. Try again.',
  )

/** Gets a signal that is aborted by the caller's, or with AppError `unavailable` if the lock is lost. */
export type WorkUnderLock<T> = (signal: AbortSignal) => Promise<T>

/** Runs `work` while a separate connection holds the session lock that `statement` acquires. `signal` also ends the wait. */
export const withSessionLock = <T>(statement: Sql, work: WorkUnderLock<T>, signal?: AbortSignal): Promise<T> =>
  onBulkConnection(async (client) => {
    signal?.throwIfAborted()
    const lost = new AbortController()
    client.once('end', () => lost.abort(lockLost()))
    const interrupt = interruptOf(client)
    signal?.addEventListener('abort', interrupt, { once: true })
    try {
      await client.query(statement.text, statement.values)
    } finally {
      signal?.removeEventListener('abort', interrupt)
      signal?.throwIfAborted()
    }
    return work(AbortSignal.any(signal ? [signal, lost.signal] : [lost.signal]))
  })

/** Does not block writers. */
export const dropIndex = (name: string) => runAlone(`DROP INDEX CONCURRENTLY IF EXISTS ${pg.escapeIdentifier(name)}`)

/** Building and dropping the index does not block writers. An index left over from a killed worker is rebuilt. */
export async function withTemporaryIndex<T>(
  { table, column, projectId }: { table: string; column: string; projectId: number },
  work: () => Promise<T>,
): Promise<T> {
  const name = `${table}_${column}_of_${projectId}`
  const on = `${pg.escapeIdentifier(table)} (project_id, ${pg.escapeIdentifier(column)})`
  const drop = () => dropIndex(name)
  await drop()
  try {
    await runAlone(
      `CREATE INDEX CONCURRENTLY ${pg.escapeIdentifier(name)} ON ${on} WHERE project_id = ${Number(projectId)}`,
    )
    return await work()
  } finally {
    await drop()
  }
}

/** Bypasses any pooler; commits when `work` returns and rolls back when it throws. `url` selects another database. */
export async function withCopySession<T>(work: (session: CopySession) => Promise<T>, url?: string): Promise<T> {
  const client = await openBulkConnection(url)
  let isReading = false
  let end: AbortSignal | undefined
  const interrupt = interruptOf(client)
  async function* copyOut(query: Sql, format: 'binary' | 'csv' | 'text') {
    isReading = true
    yield* client.query(copyTo(`COPY (${inlined(query).text}) TO STDOUT (FORMAT ${format})`))
    isReading = false
  }
  try {
    await client.query('BEGIN')
    const result = await work({
      endBy: (signal) => {
        signal?.throwIfAborted()
        end = signal
        end?.addEventListener('abort', interrupt, { once: true })
      },
      run: (statement) => client.query(statement.text, statement.values),
      copyIn: async (table, columns, rows) => {
        await pipeline(
          Readable.from(lines(rows)),
          client.query(copyFrom(`COPY ${table} (${columns.join(', ')}) FROM STDIN`)),
        )
      },
      copyInText: async (table, columns, chunks) => {
        const names = columns.map((column) => pg.escapeIdentifier(column)).join(', ')
        const rows = client.query(copyFrom(`COPY ${pg.escapeIdentifier(table)} (${names}) FROM STDIN`))
        await pipeline(Readable.from(chunks), rows)
        return rows.rowCount
      },
      copyOutBinary: (query) => copyOut(query, 'binary'),
      copyOutCsv: (query) => copyOut(query, 'csv'),
      copyOutText: (query) => copyOut(query, 'text'),
    })
    await client.query('COMMIT')
    return result
  } catch (error) {
    // A connection in the middle of a COPY accepts no other command; closing it rolls back too.
    if (!isReading) await client.query('ROLLBACK').catch(() => {})
    end?.throwIfAborted()
    throw error
  } finally {
    end?.removeEventListener('abort', interrupt)
    await client.end().catch(() => {})
  }
}

/**
 * Runs `work` in one read-only snapshot, for queries that read whole tables. The planner underestimates rows matched by
 * multi-column keys and assumes that cursors are abandoned early; either would make it look up a million rows one by
 * one.
 */
export const withBulkSnapshot = <T>(work: (session: CopySession) => Promise<T>, url?: string): Promise<T> =>
  withCopySession(async (session) => {
    await runSql(session)`SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY`
    await runSql(session)`SET LOCAL enable_nestloop = off`
    await runSql(session)`SET LOCAL cursor_tuple_fraction = 1`
    // Sorting a million votes in memory is faster than on disk. The setting ends with the transaction.
    await runSql(session)`SET LOCAL work_mem = '64MB'`
    return work(session)
  }, url)

const rowsAtOnce = 4_096
let cursors = 0

/** Streams rows through a cursor, with one block in memory. Parsing 250,000 rows takes 0.2 seconds. */
export const fetchRows = <Schema extends z.ZodType>(session: CopySession, schema: Schema) =>
  tag((query) => fetchBlocks(session, schema, query))

async function* fetchBlocks<Schema extends z.ZodType>(
  session: Connection,
  schema: Schema,
  query: Sql,
): AsyncGenerator<z.output<Schema>[], void, undefined> {
  // Unique names, because one session may have several open cursors.
  const name = raw(`fetch_${++cursors}`)
  await runSql(session)`DECLARE ${name} NO SCROLL CURSOR FOR ${query}`
  for (;;) {
    const rows = await readRows(session, schema)`FETCH ${raw(String(rowsAtOnce))} FROM ${name}`
    if (rows.length > 0) yield rows
    if (rows.length < rowsAtOnce) break
  }
  await runSql(session)`CLOSE ${name}`
}

/** Streams rows on a separate connection, which closes when the caller stops reading. */
export const streamRows = <Schema extends z.ZodType>(schema: Schema) => tag((query) => streamedRows(schema, query))

async function* streamedRows<Schema extends z.ZodType>(
  schema: Schema,
  query: Sql,
): AsyncGenerator<z.output<Schema>, void, undefined> {
  const client = await openBulkConnection()
  try {
    // A slow download may pause between blocks for longer than a role's transactions may be idle.
    await client.query(
      `SET idle_in_transaction_session_timeout = 0; SET cursor_tuple_fraction = 1; SET work_mem = '64MB'`,
    )
    await client.query('BEGIN READ ONLY')
    const on = { run: ({ text, values }: Sql) => client.query(text, values) }
    for await (const rows of fetchBlocks(on, schema, query)) yield* rows
  } finally {
    await client.end().catch(() => {})
  }
}
