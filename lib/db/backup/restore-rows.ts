import { z } from 'zod'
import { prisma } from '@/lib/db/client'
import { type CopySession, withCopySession } from '@/lib/db/session/copy-session'
import { type Connection, findRow, getValue, raw, readRows, runSql } from '@/lib/db/session/sql'
import type { ArchivedAccount } from './archived-rows'
import { type BackedUpTable, listBackedUpTables } from './backup-rows'

/** Returns whether the database has nothing that a restore would overwrite. */
export const isUnused = (): Promise<boolean> =>
  getValue(prisma, z.boolean())`
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

/** Empties all tables and runs `load` without triggers and foreign keys: counters and history are loaded too. */
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

/** Ends jobs that no worker runs any more. */
export const endOrphanedJobs = (session: CopySession, sentence: string) =>
  runSql(session)`
    UPDATE job SET state = 'failed', error = ${sentence}::text, finished_at = now() WHERE state IN ('queued', 'running')`

/**
 * Starts restoring a project in this transaction and returns its new number. Until the transaction ends, triggers do
 * not count rows whose counters are restored too, and parts of published releases may be written.
 */
export async function beginRestore(session: CopySession): Promise<number> {
  const id = await getValue(session, z.number())`SELECT nextval(pg_get_serial_sequence('project', 'id'))::int`
  await runSql(session)`SELECT set_config('reassess.restoring_project', ${String(id)}, true)`
  // Foreign keys look up single rows, in tables that have no statistics yet.
  await runSql(session)`SET LOCAL enable_seqscan = off`
  return id
}

/**
 * Updates the planner's statistics after a restore; until then, pages of the project are planned for empty tables.
 * Leaves out tables that a long import is analyzing, instead of waiting for its end.
 */
export const analyzeRestored = (tables: readonly BackedUpTable[]) =>
  withCopySession(async (session) => {
    await runSql(session)`ANALYZE (SKIP_LOCKED) ${raw(tables.map(({ name }) => `"${name}"`).join(', '))}`
  })

/** From this many rows on, the plan of foreign key checks against the table matters during the restore. */
const manyRows = 10_000

/** Writes blocks of whole lines, a COPY each, so that few foreign key checks are pending. Returns how many rows. */
export async function copyBlocksIn(
  session: CopySession,
  { name, columns }: BackedUpTable,
  blocks: AsyncIterable<Buffer>,
): Promise<number> {
  let rows = 0
  for await (const block of blocks) {
    const one = (async function* () {
      yield block
    })()
    rows += await session.copyInText(name, columns, one)
  }
  if (rows >= manyRows) await runSql(session)`ANALYZE ${raw(`"${name}"`)}`
  return rows
}

const found = z.object({ id: z.string(), isSame: z.boolean() })

/**
 * Finds or creates this server's account for an archived one: the same account, else the one with its e-mail, else a
 * new one that nobody can sign in to until an admin sends a link to set a password. A person who was erased here gets a
 * new account, which is erased again afterwards.
 */
export async function findOrCreateAccount(
  session: CopySession,
  { id, email, name }: ArchivedAccount,
  isErased: boolean,
): Promise<string> {
  const [here] = isErased
    ? []
    : await readRows(session, found)`
        SELECT id::text AS id, id = ${id}::uuid AS "isSame" FROM app_user
        WHERE id = ${id}::uuid OR email = ${email} ORDER BY 2 DESC LIMIT 1`
  if (here) return here.id
  const address = isErased ? `${id}@erased.invalid` : email
  await runSql(session)`INSERT INTO app_user (id, email, name) VALUES (${id}::uuid, ${address}, ${isErased ? '' : name})
    ON CONFLICT (id) DO NOTHING`
  return id
}

/** Makes this server's owners admins of the project, as for every project created on it. */
export const addOwners = (session: CopySession, projectId: number) =>
  runSql(session)`
    INSERT INTO membership (project_id, user_id, role) SELECT ${projectId}::int, id, 'admin' FROM app_user WHERE is_owner
    ON CONFLICT (project_id, user_id) DO UPDATE SET role = 'admin'`

/** Raises a sequence to at least `value`. Others who need a number wait for this transaction. */
export async function raiseSequence(session: CopySession, { name, value }: { name: string; value: string }) {
  const quoted = `"${name.replaceAll('"', '""')}"`
  const isBehind = () =>
    findRow(session, z.object({ is: z.literal(true) }))`
      SELECT true AS is FROM ${raw(quoted)} WHERE last_value < ${value}::bigint`
  if (!(await isBehind())) return
  // Changes nothing, but locks the sequence, so that nobody takes a number between the check and the change.
  await runSql(session)`${raw(`ALTER SEQUENCE ${quoted} NO CYCLE`)}`
  if (await isBehind()) await runSql(session)`SELECT setval(${quoted}::regclass, ${value}::bigint)`
}

interface ProjectRows {
  tables: readonly BackedUpTable[]
  accounts: readonly ArchivedAccount[]
  rowsOf: (table: string) => AsyncIterable<Buffer>
}

/** Fills an otherwise empty database with one project's rows, and returns its number. */
export async function fillWithProject(
  session: CopySession,
  { tables, accounts, rowsOf }: ProjectRows,
): Promise<number> {
  await refillTables(session, async () => {
    for (const one of accounts) await findOrCreateAccount(session, one, false)
    for (const table of tables) await copyTableIn(session, table, rowsOf(table.name))
  })
  return getValue(session, z.number())`SELECT id FROM project`
}
