import { z } from 'zod'
import type { Db } from '@/lib/db/client'
import type { CopySession } from '@/lib/db/session/copy-session'
import { type Connection, getValue, raw, readRows, runSql } from '@/lib/db/session/sql'
import { type BackedUpTable, listBackedUpTables } from './backup-rows'

/** Returns whether the database has nothing that a restore would overwrite. */
export const isUnused = (on: Connection): Promise<boolean> =>
  getValue(on, z.boolean())`
    SELECT NOT EXISTS (SELECT FROM project) AND NOT EXISTS (SELECT FROM app_user) AS "isUnused"`

const constraint = z.object({ table: z.string(), name: z.string(), definition: z.string() })

/** Runs `ALTER TABLE`; names must come from the catalog, quoted. */
const alter = (session: CopySession, table: string, change: string) =>
  runSql(session)`${raw(`ALTER TABLE ${table} ${change}`)}`

/**
 * Runs `work` without foreign keys and then recreates them, so that inconsistent rows are rejected at the end. Only a
 * benchmark skips that check (`areChecked`), for rows that it made itself.
 */
export async function withoutForeignKeys(
  session: CopySession,
  work: () => Promise<void>,
  { areChecked = true } = {},
): Promise<void> {
  const keys = await readRows(session, constraint)`
    SELECT conrelid::regclass::text AS table, quote_ident(conname) AS name, pg_get_constraintdef(oid) AS definition
    FROM pg_constraint
    WHERE contype = 'f' AND conparentid = 0 AND connamespace = 'public'::regnamespace ORDER BY 1, 2`
  for (const { table, name } of keys) await alter(session, table, `DROP CONSTRAINT ${name}`)
  await work()
  for (const { table, name, definition } of keys) {
    const checked = definition.replace(/ NOT VALID$/, '')
    await alter(session, table, `ADD CONSTRAINT ${name} ${checked}${areChecked ? '' : ' NOT VALID'}`)
  }
}

/**
 * Empties all tables and runs `load` without triggers and foreign keys, because counters and history are loaded too.
 */
export async function refillTables(session: CopySession, load: () => Promise<void>): Promise<void> {
  const tables = await listBackedUpTables(session)
  const quoted = tables.map(({ name }) => `"${name}"`)
  for (const table of quoted) await alter(session, table, 'DISABLE TRIGGER USER')
  await withoutForeignKeys(session, async () => {
    await runSql(session)`${raw(`TRUNCATE ${quoted.join(', ')}`)}`
    await load()
  })
  for (const table of quoted) await alter(session, table, 'ENABLE TRIGGER USER')
  await runSql(session)`ANALYZE`
}

export const copyTableIn = (session: CopySession, { name, columns }: BackedUpTable, chunks: AsyncIterable<Buffer>) =>
  session.copyInText(name, columns, chunks)

export const setSequence = (on: Connection, { name, value }: { name: string; value: string }) =>
  runSql(on)`SELECT setval(format('public.%I', ${name}::text)::regclass, ${value}::bigint)`

/** Ends jobs that no worker runs any more, and links to set a password, which may have been used since the backup. */
export async function endWhatWasUnderWay(db: Db, sentence: string): Promise<void> {
  await runSql(db)`
    UPDATE job SET state = 'failed', error = ${sentence}::text, finished_at = now() WHERE state IN ('queued', 'running')`
  await runSql(db)`DELETE FROM password_reset`
}
