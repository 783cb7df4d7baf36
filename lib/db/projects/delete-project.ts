import { z } from 'zod'
import { type CopySession, vacuumTable, withCopySession } from '@/lib/db/session/copy-session'
import { listProjectTables } from '@/lib/db/session/project-tables'
import { join, raw, readValues, runSql, sql } from '@/lib/db/session/sql'

interface DeletionHooks {
  /** Called with each table before its rows are deleted. */
  onTable?: (table: string, done: number, total: number) => void
  /** Stops between two tables. */
  signal?: AbortSignal
  /** Runs in the transaction that deletes the project itself. */
  beforeCommit?: (session: CopySession) => Promise<void>
}

/** From so many rows on it pays to clear a table's indexes before the tables it refers to are deleted from. */
const manyRows = 10_000

/**
 * The tables that hold rows of a project, those that refer to others first. Releases come before all, since their runs
 * cannot be deleted while they stand. The audit trail stays, and jobs go with the project: the one that deletes it runs.
 */
const tablesOf = (projectId: number): Promise<string[]> =>
  withCopySession(async (session) => {
    const all = (await listProjectTables(session)).map(({ name }) => name).reverse()
    const tables = ['release', ...all.filter((name) => name !== 'release' && name !== 'job')]
    const filled = tables.map(
      (table, k) => sql`SELECT ${k}::int AS k
        WHERE EXISTS (SELECT FROM ${raw(table)} WHERE project_id = ${projectId}::int)`,
    )
    const indexes = await readValues(session, z.number())`${join(filled, ' UNION ALL ')}`
    return indexes.sort((a, b) => a - b).map((k) => tables[k]!)
  })

const whileDeleting = <T>(projectId: number, work: (session: CopySession) => Promise<T>): Promise<T> =>
  withCopySession(async (session) => {
    await runSql(session)`SELECT set_config('reassess.deleting_project', ${String(projectId)}, true)`
    // Foreign keys look up one row at a time: reading whole tables for that would take for ever.
    await runSql(session)`SET LOCAL enable_seqscan = off`
    return work(session)
  })

/**
 * Deletes a project with all that belongs to it, a table in a transaction, so that it can go on where it was stopped. Once a
 * table is empty and vacuumed, the look-ups of the foreign keys to the next ones find nothing at once, with any index that
 * begins with the project: they need none of their own, which every vote and score would have to keep up.
 */
export async function deleteProjectRows(
  projectId: number,
  { onTable, signal, beforeCommit }: DeletionHooks = {},
): Promise<void> {
  const tables = await tablesOf(projectId)
  for (const [k, table] of tables.entries()) {
    signal?.throwIfAborted()
    onTable?.(table, k, tables.length)
    const count = await whileDeleting(
      projectId,
      (session) => runSql(session)`DELETE FROM ${raw(table)} WHERE project_id = ${projectId}::int`,
    )
    if (count >= manyRows) await vacuumTable(table)
  }
  await whileDeleting(projectId, async (session) => {
    await beforeCommit?.(session)
    await runSql(session)`DELETE FROM project WHERE id = ${projectId}::int`
  })
}
