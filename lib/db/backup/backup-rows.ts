import { z } from 'zod'
import type { CopySession } from '@/lib/db/session/copy-session'
import { type Connection, raw, readRows, readValues, sql } from '@/lib/db/session/sql'

const backedUpTable = z.object({ name: z.string(), columns: z.array(z.string()) })
export type BackedUpTable = z.output<typeof backedUpTable>

/** Every table of ours with the columns that are not computed from others; what migrations note of themselves is left out. */
export const listBackedUpTables = (on: Connection): Promise<BackedUpTable[]> =>
  readRows(on, backedUpTable)`
    SELECT c.relname::text AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
    FROM pg_class c
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
      AND c.relname NOT IN ('_prisma_migrations', '_sql_function')
    GROUP BY c.relname ORDER BY c.relname`

const identifier = (name: string) => raw(`"${name.replaceAll('"', '""')}"`)

/** All rows of a table in PostgreSQL's text format, which every version of it reads. */
export const copyTableOut = (session: CopySession, { name, columns }: BackedUpTable): AsyncIterable<Buffer> =>
  session.copyOutText(
    sql`SELECT ${raw(columns.map((column) => identifier(column).text).join(', '))} FROM ${identifier(name)}`,
  )

/** The names of the migrations that the database has, in their order. */
export const listAppliedMigrations = (on: Connection): Promise<string[]> =>
  readValues(on, z.string())`
    SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL
    ORDER BY migration_name`

const sequence = z.object({ name: z.string(), value: z.string() })

/** The sequences that have given numbers, each with the last one. */
export const listSequences = (on: Connection) =>
  readRows(on, sequence)`
    SELECT sequencename::text AS name, last_value::text AS value FROM pg_sequences
    WHERE schemaname = 'public' AND last_value IS NOT NULL ORDER BY sequencename`

/** The hashes under which files of images and class examples are kept. */
export const listFileHashes = (on: Connection): Promise<string[]> =>
  readValues(on, z.string())`
    SELECT content_hash AS hash FROM image WHERE content_hash IS NOT NULL
    UNION SELECT content_hash FROM class_example WHERE content_hash IS NOT NULL ORDER BY hash`
