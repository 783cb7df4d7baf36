import { z } from 'zod'
import type { CopyRow, CopySession } from '@/lib/db/session/copy-session'
import { copyColumns } from '@/lib/db/session/copy-tables'
import { getRow, runSql } from '@/lib/db/session/sql'
import { lockProject } from '@/lib/db/session/transaction'
import { insertTranslations } from './class-translations'

/** Numbers of rows that refer to a project's classes. */
const classUses = z.object({
  classes: z.number(),
  labels: z.number(),
  candidates: z.number(),
  predictions: z.number(),
  runLabels: z.number(),
  setLabels: z.number(),
  listed: z.number(),
})
export type ClassUses = z.infer<typeof classUses>

/** Locks the project and returns its number of classes and what refers to them, so that both stay true. */
export async function findClassUses(session: CopySession, projectId: number): Promise<ClassUses> {
  await lockProject(session, projectId)
  return getRow(session, classUses)`
    SELECT (SELECT count(*)::int FROM class WHERE project_id = ${projectId}::int) AS classes,
    (SELECT count(*)::int FROM image WHERE project_id = ${projectId}::int AND original_class_id IS NOT NULL) AS labels,
    (SELECT count(*)::int FROM candidate WHERE project_id = ${projectId}::int) AS candidates,
    (SELECT count(*)::int FROM prediction WHERE project_id = ${projectId}::int) AS predictions,
    (SELECT count(*)::int FROM listed_candidate WHERE project_id = ${projectId}::int) AS listed,
    (SELECT count(*)::int FROM run_label WHERE project_id = ${projectId}::int) AS "runLabels",
    (SELECT count(*)::int FROM label_set_label WHERE project_id = ${projectId}::int) AS "setLabels"`
}

export interface ClassTableRows {
  /** As `copyColumns.class`, then wikipedia_url, links and note. */
  classes: readonly CopyRow[]
  /** project_id, child_id, parent_id. */
  parents: readonly CopyRow[]
  /** project_id, class_id, position, file_name. */
  examples: readonly CopyRow[]
  /** As `translationColumns`. */
  translations: readonly CopyRow[]
}

export async function replaceClasses(session: CopySession, projectId: number, rows: ClassTableRows): Promise<void> {
  await runSql(session)`DELETE FROM class WHERE project_id = ${projectId}::int`
  await session.copyIn('class', [...copyColumns.class, 'wikipedia_url', 'links', 'note'], rows.classes)
  await session.copyIn('class_parent', [...copyColumns.class_parent], rows.parents)
  await session.copyIn('class_example', ['project_id', 'class_id', 'position', 'file_name'], rows.examples)
  await insertTranslations(session, projectId, rows.translations)
}
