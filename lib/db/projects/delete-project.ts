import { z } from 'zod'
import { type CopySession, vacuumTable, withCopySession } from '@/lib/db/session/copy-session'
import { listProjectTables } from '@/lib/db/session/project-tables'
import { join, raw, readValues, runSql, sql } from '@/lib/db/session/sql'

interface DeletionHooks {
  /** Called before the rows of each table are deleted. */
  onTable?: (table: string, done: number, total: number) => void
  /** Aborts between two tables. */
  signal?: AbortSignal
  /** Runs in the transaction that deletes the project itself. */
  beforeCommit?: (session: CopySession) => Promise<void>
}

/** From this many deleted rows on, vacuuming pays off before the referenced tables are deleted. */
const manyRows = 10_000

/**
 * Returns the tables with rows of a project, referencing tables first. Releases come first of all, because the runs
 * that they refer to cannot be deleted before them. Leaves out audit events, which stay, and jobs, which are deleted
 * with the project, because the deleting job itself is still running.
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

const withDeletionLock = <T>(projectId: number, work: (session: CopySession) => Promise<T>): Promise<T> =>
  withCopySession(async (session) => {
    await runSql(session)`SELECT set_config('reassess.deleting_project', ${String(projectId)}, true)`
    // Foreign keys look up single rows; reading whole tables for each would take forever.
    await runSql(session)`SET LOCAL enable_seqscan = off`
    return work(session)
  })

/**
 * Deletes a project and all of its rows, one table per transaction, so that it can resume where it stopped. Once a
 * table is empty and vacuumed, foreign key lookups in it find nothing at once with any index that starts with the
 * project. They need no index of their own, which every vote and score would have to maintain.
 */
export async function deleteProjectRows(
  projectId: number,
  { onTable, signal, beforeCommit }: DeletionHooks = {},
): Promise<void> {
  const tables = await tablesOf(projectId)
  for (const [k, table] of tables.entries()) {
    signal?.throwIfAborted()
    onTable?.(table, k, tables.length)
    const count = await withDeletionLock(
      projectId,
      (session) => runSql(session)`DELETE FROM ${raw(table)} WHERE project_id = ${projectId}::int`,
    )
    if (count >= manyRows) await vacuumTable(table)
  }
  await withDeletionLock(projectId, async (session) => {
    await beforeCommit?.(session)
    await runSql(session)`DELETE FROM project WHERE id = ${projectId}::int`
  })
}
