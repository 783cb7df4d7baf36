import { z } from 'zod'
import type { Db } from '@/lib/db/client'
import type { CopySession } from '@/lib/db/session/copy-session'
import { type Connection, getValue, raw, readRows, runSql } from '@/lib/db/session/sql'
import { type BackedUpTable, listBackedUpTables } from './backup-rows'

/** Whether the database holds nothing that a restore would overwrite. */
export const isUnused = (on: Connection): Promise<boolean> =>
  getValue(on, z.boolean())`
    SELECT NOT EXISTS (SELECT FROM project) AND NOT EXISTS (SELECT FROM app_user) AS "isUnused"`

const constraint = z.object({ table: z.string(), name: z.string(), definition: z.string() })

/** `ALTER TABLE` with what follows; names come from the catalog, quoted. */
const alter = (session: CopySession, table: string, change: string) =>
  runSql(session)`${raw(`ALTER TABLE ${table} ${change}`)}`

/**
 * Does work while there are no foreign keys, and makes them again, so that rows that contradict each other are refused at the
 * end. Only a benchmark leaves its rows unchecked (`areChecked`), which it has made itself.
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
 * Empties all tables and lets `load` fill them, in any order and without triggers and foreign keys: counters and history
 * come with the rows.
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

/** Fills a table with what `copyTableOut` gave; gives how many rows came. */
export const copyTableIn = (session: CopySession, { name, columns }: BackedUpTable, chunks: AsyncIterable<Buffer>) =>
  session.copyInText(name, columns, chunks)

/** Lets a sequence go on after the last number that it had given. */
export const setSequence = (on: Connection, { name, value }: { name: string; value: string }) =>
  runSql(on)`SELECT setval(format('public.%I', ${name}::text)::regclass, ${value}::bigint)`

/**
 * Ends what the time since the backup has made untrue: jobs that nobody works on, and links to set a password, which may
 * have been used since.
 */
export async function endWhatWasUnderWay(db: Db, sentence: string): Promise<void> {
  await runSql(db)`
    UPDATE job SET state = 'failed', error = ${sentence}::text, finished_at = now() WHERE state IN ('queued', 'running')`
  await runSql(db)`DELETE FROM password_reset`
}
