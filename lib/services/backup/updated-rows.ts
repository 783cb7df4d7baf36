import { copyProjectOut, listArchivedTables } from '@/lib/db/backup/archived-rows'
import { fillWithProject } from '@/lib/db/backup/restore-project-rows'
import { migrate, rebuildAt } from '@/lib/db/migrate'
import { createScratchDatabase } from '@/lib/db/scratch-database'
import { withBulkSnapshot, withCopySession } from '@/lib/db/session/copy-session'
import type { OpenedArchive, ReadRows } from './opened-archive'

/** Converts rows of an older version by loading them into a scratch database and migrating that. */
export async function withUpdatedRows<T>(
  { manifest, people, rowsOf }: OpenedArchive,
  projectRoot: string,
  work: (rowsOf: ReadRows) => Promise<T>,
): Promise<T> {
  const scratch = await createScratchDatabase(`reassess_archive_${process.pid}`)
  try {
    await rebuildAt(scratch.url, projectRoot, manifest.migrations)
    const projectId = await withCopySession(
      (session) => fillWithProject(session, { tables: manifest.tables, accounts: people, rowsOf }),
      scratch.url,
    )
    await migrate(scratch.url, projectRoot)
    return await withBulkSnapshot(async (session) => {
      const tables = new Map((await listArchivedTables(session)).map((table) => [table.name, table]))
      return work((name) => copyProjectOut(session, tables.get(name)!, projectId))
    }, scratch.url)
  } finally {
    await scratch.drop()
  }
}
