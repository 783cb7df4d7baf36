import { z } from 'zod'
import { type CopySession, type WorkUnderLock, withSessionLock } from '@/lib/db/session/copy-session'
import { type Connection, empty, raw, readRows, readValues, type Sql, sql } from '@/lib/db/session/sql'

const backedUpTable = z.object({ name: z.string(), columns: z.array(z.string()) })
export type BackedUpTable = z.output<typeof backedUpTable>

/** Lists our tables with their non-generated columns, without the bookkeeping of migrations. */
export const listBackedUpTables = (on: Connection): Promise<BackedUpTable[]> =>
  readRows(on, backedUpTable)`
    SELECT c.relname::text AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
    FROM pg_class c
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
      AND c.relname NOT IN ('_prisma_migrations', '_sql_function')
    GROUP BY c.relname ORDER BY c.relname`

const identifier = (name: string) => raw(`"${name.replaceAll('"', '""')}"`)

/** Streams rows of a table in PostgreSQL's text format, which every version reads; `which` restricts the rows. */
export const copyTableOut = (
  session: CopySession,
  { name, columns }: BackedUpTable,
  which: Sql = empty,
): AsyncIterable<Buffer> =>
  session.copyOutText(
    sql`SELECT ${raw(columns.map((column) => identifier(column).text).join(', '))} FROM ${identifier(name)} ${which}`,
  )

export const listAppliedMigrations = (on: Connection): Promise<string[]> =>
  readValues(on, z.string())`
    SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL
    ORDER BY migration_name`

const sequence = z.object({ name: z.string(), value: z.string() })

/** Lists the sequences that have been used, each with its last value. */
export const listSequences = (on: Connection) =>
  readRows(on, sequence)`
    SELECT sequencename::text AS name, last_value::text AS value FROM pg_sequences
    WHERE schemaname = 'public' AND last_value IS NOT NULL ORDER BY sequencename`

/** Lists the content hashes of images and class examples, of all projects or of one. */
export const listFileHashes = (on: Connection, projectId: number | null = null): Promise<string[]> =>
  readValues(on, z.string())`
    WITH named AS (
      SELECT project_id, content_hash AS hash FROM image UNION ALL SELECT project_id, content_hash FROM class_example
    )
    SELECT DISTINCT hash FROM named
    WHERE hash IS NOT NULL AND (${projectId}::int IS NULL OR project_id = ${projectId}::int) ORDER BY hash`

/** Serializes backups of a database, because a second backup would remove an unfinished one. */
export const withBackupLock = <T>(work: WorkUnderLock<T>, signal?: AbortSignal): Promise<T> =>
  withSessionLock(sql`SELECT pg_advisory_lock(72707377, 0)`, work, signal)
