import type { CopyRow, CopySession } from '@/lib/db/session/copy-session'
import { copyColumns } from '@/lib/db/session/copy-tables'
import { lockProject } from '@/lib/db/session/lock-project'

/** Rows of what refers to the classes of a project. */
export interface ClassUses {
  classes: number
  labels: number
  candidates: number
  predictions: number
  runLabels: number
}

/** How many classes a project has, and what refers to them. The project is locked, so that this stays so. */
export async function findClassUses(session: CopySession, projectId: number): Promise<ClassUses> {
  await lockProject(session, projectId)
  const [uses] = await session.query<ClassUses>(
    `SELECT (SELECT count(*)::int FROM class WHERE project_id = $1) AS classes,
       (SELECT count(*)::int FROM image WHERE project_id = $1 AND original_class_id IS NOT NULL) AS labels,
       (SELECT count(*)::int FROM candidate WHERE project_id = $1) AS candidates,
       (SELECT count(*)::int FROM prediction WHERE project_id = $1) AS predictions,
       (SELECT count(*)::int FROM run_label WHERE project_id = $1) AS "runLabels"`,
    [projectId],
  )
  return uses
}

export interface ClassTableRows {
  /** As `copyColumns.class`, then wikipedia_url, links and note. */
  classes: readonly CopyRow[]
  /** project_id, child_id, parent_id. */
  parents: readonly CopyRow[]
  /** project_id, class_id, position, file_name. */
  examples: readonly CopyRow[]
}

/** Puts these classes in the place of all that the project has. */
export async function replaceClasses(session: CopySession, projectId: number, rows: ClassTableRows): Promise<void> {
  await session.query('DELETE FROM class WHERE project_id = $1', [projectId])
  await session.copyIn('class', [...copyColumns.class, 'wikipedia_url', 'links', 'note'], rows.classes)
  await session.copyIn('class_parent', [...copyColumns.class_parent], rows.parents)
  await session.copyIn('class_example', ['project_id', 'class_id', 'position', 'file_name'], rows.examples)
}
