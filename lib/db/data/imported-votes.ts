import { z } from 'zod'
import type { CopySession } from '@/lib/db/session/copy-session'
import { type Connection, findRow, getValue, readRows, runSql } from '@/lib/db/session/sql'
import type { AuditAction } from '@/lib/domain/audit/audit-action'

const deletions: AuditAction[] = ['batch.delete-imported', 'label-set.delete']

/** Returns when a file with these bytes was last imported by this action; null if never, or if it was deleted since. */
export async function findEarlierImport(
  on: Connection,
  { projectId, action, sha256 }: { projectId: number; action: AuditAction; sha256: string },
): Promise<Date | null> {
  const found = await findRow(on, z.object({ at: z.date() }))`
    SELECT created_at AS at FROM audit_event e
    WHERE project_id = ${projectId}::int AND action = ${action} AND details ->> 'sha256' = ${sha256} AND NOT EXISTS (
      SELECT FROM audit_event d WHERE d.project_id = e.project_id AND d.action = ANY(${deletions}::text[]) AND d.id > e.id
        AND (d.details -> 'batchId' = e.details -> 'batchId' OR d.details -> 'setId' = e.details -> 'setId'))
    ORDER BY id DESC LIMIT 1`
  return found?.at ?? null
}

interface ComparedAnswers {
  images: number[]
  classes: number[]
  raters: number[]
  answers: number[]
}

/** Counts the answers that the project already has as votes of these raters. */
export const countStoredVotes = (on: Connection, projectId: number, given: ComparedAnswers): Promise<number> =>
  getValue(on, z.number())`
    SELECT count(*)::int AS count
    FROM unnest(${given.images}::int[], ${given.classes}::int[], ${given.raters}::int[], ${given.answers}::int[])
      AS g (image_id, class_id, rater_id, answer)
    JOIN candidate c ON c.project_id = ${projectId}::int AND c.image_id = g.image_id AND c.class_id = g.class_id
    JOIN vote v ON v.project_id = ${projectId}::int AND v.image_id = g.image_id AND v.candidate_id = c.id
      AND v.rater_id = g.rater_id AND v.answer = g.answer`

/** Returns the raters imported from files by their names in those files, without experts. */
export async function findImportedRaters(on: Connection, projectId: number): Promise<Map<string, number>> {
  const rows = await readRows(on, z.object({ id: z.number(), name: z.string() }))`
    SELECT id, external_id AS name FROM rater
    WHERE project_id = ${projectId}::int AND external_id IS NOT NULL AND NOT is_expert`
  return new Map(rows.map(({ id, name }) => [name, id]))
}

/** Excludes raters who were excluded at the source, and records that a project has simulated votes. */
export async function markImportedRaters(
  session: CopySession,
  projectId: number,
  { excludedRaters, hasSimulated }: { excludedRaters: number[]; hasSimulated: boolean },
): Promise<void> {
  await runSql(session)`
    UPDATE rater SET is_left_out = true WHERE project_id = ${projectId}::int AND id = ANY (${excludedRaters}::int[])`
  if (hasSimulated) await runSql(session)`UPDATE project SET has_simulated = true WHERE id = ${projectId}::int`
}

/** Records which models propose the candidates from this number on. */
export async function linkProposingModels(session: CopySession, projectId: number, firstCandidateId: number) {
  await runSql(session)`
    INSERT INTO candidate_model (project_id, candidate_id, model_id)
    SELECT c.project_id, c.id, p.model_id FROM candidate c
    JOIN prediction p ON p.project_id = c.project_id AND p.image_id = c.image_id AND p.class_id = c.class_id
    JOIN model m ON m.project_id = p.project_id AND m.id = p.model_id AND NOT m.is_scored_only
    WHERE c.project_id = ${projectId}::int AND c.id >= ${firstCandidateId}::int
    ON CONFLICT DO NOTHING`
}
