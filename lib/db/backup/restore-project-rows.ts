import { z } from 'zod'
import type { CopySession } from '@/lib/db/session/copy-session'
import { findRow, getValue, raw, readRows, runSql } from '@/lib/db/session/sql'
import type { ArchivedAccount } from './archived-rows'
import type { BackedUpTable } from './backup-rows'
import { copyTableIn, refillTables } from './restore-rows'

/**
 * Begins to bring back a project in this transaction and gives its number here. Until the end of the transaction triggers
 * do not count what comes with its counters, and parts of published releases may be written.
 */
export async function beginRestore(session: CopySession): Promise<number> {
  const id = await getValue(session, z.number())`SELECT nextval(pg_get_serial_sequence('project', 'id'))::int`
  await runSql(session)`SELECT set_config('reassess.restoring_project', ${String(id)}, true)`
  // Foreign keys look up one row at a time, in tables that no statistics know yet.
  await runSql(session)`SET LOCAL enable_seqscan = off`
  return id
}

/** From so many rows on, how a table is read by the checks of foreign keys to it matters. */
const manyRows = 10_000

/**
 * Writes blocks of whole lines, each by a COPY of its own, so that the checks that wait for its end are few, and lets the
 * planner see them; gives how many rows came.
 */
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
 * The account of this server for one of the archive: itself, the one with its e-mail, or else a new one that nobody can
 * sign in to until an admin sends a link for a password. Whoever was erased here gets an account of their own, which is
 * erased again afterwards.
 */
export async function accountHere(
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

/** Makes those who set this server up admins of the project, as of every project that is made on it. */
export const addOwners = (session: CopySession, projectId: number) =>
  runSql(session)`
    INSERT INTO membership (project_id, user_id, role) SELECT ${projectId}::int, id, 'admin' FROM app_user WHERE is_owner
    ON CONFLICT (project_id, user_id) DO UPDATE SET role = 'admin'`

/** Lets a sequence go on after `value`, unless it is further. Whoever needs a number meanwhile waits for this transaction. */
export async function raiseSequence(session: CopySession, { name, value }: { name: string; value: string }) {
  const quoted = `"${name.replaceAll('"', '""')}"`
  const isBehind = () =>
    findRow(session, z.object({ is: z.literal(true) }))`
      SELECT true AS is FROM ${raw(quoted)} WHERE last_value < ${value}::bigint`
  if (!(await isBehind())) return
  // Changes nothing, and keeps others from taking numbers between the look and the change.
  await runSql(session)`${raw(`ALTER SEQUENCE ${quoted} NO CYCLE`)}`
  if (await isBehind()) await runSql(session)`SELECT setval(${quoted}::regclass, ${value}::bigint)`
}

interface ProjectRows {
  tables: readonly BackedUpTable[]
  accounts: readonly ArchivedAccount[]
  rowsOf: (table: string) => AsyncIterable<Buffer>
}

/** Fills a database that holds nothing else with the rows of one project as they are, and gives its number. */
export async function fillWithProject(
  session: CopySession,
  { tables, accounts, rowsOf }: ProjectRows,
): Promise<number> {
  await refillTables(session, async () => {
    for (const one of accounts) await accountHere(session, one, false)
    for (const table of tables) await copyTableIn(session, table, rowsOf(table.name))
  })
  return getValue(session, z.number())`SELECT id FROM project`
}
