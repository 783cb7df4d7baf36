import { type Connection, runSql } from '@/lib/db/session/sql'
import { AppError } from '@/lib/errors'

/**
 * Locks a project, as `lockProject` does, for an import into it. AppError `conflict` when it was deleted meanwhile, and
 * while images are being removed: what is said of them would be deleted with them, without having been counted.
 */
export async function lockForImport(on: Connection, projectId: number): Promise<void> {
  const locked = await runSql(on)`
    SELECT FROM project WHERE id = ${projectId}::int AND deleted_at IS NULL FOR NO KEY UPDATE`
  if (locked === 0)
    throw new AppError('conflict', 'The project has been deleted in the meantime. Nothing was imported.')
  const removals = await runSql(on)`
    SELECT FROM job WHERE project_id = ${projectId}::int AND kind = 'remove-images' AND state IN ('queued', 'running')
    LIMIT 1`
  if (removals > 0)
    throw new AppError(
      'conflict',
      'Images of this project are being removed. Nothing was imported. Import again when that is done.',
    )
}
