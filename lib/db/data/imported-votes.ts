import { z } from 'zod'
import type { CopySession } from '@/lib/db/session/copy-session'
import { type Connection, findRow, readRows, runSql } from '@/lib/db/session/sql'
import type { AuditAction } from '@/lib/domain/audit/audit-action'

/** When a file with these bytes was last imported for a purpose; null when it never was. */
export async function findEarlierImport(
  on: Connection,
  { projectId, action, sha256 }: { projectId: number; action: AuditAction; sha256: string },
): Promise<Date | null> {
  const found = await findRow(on, z.object({ at: z.date() }))`
    SELECT created_at AS at FROM audit_event
    WHERE project_id = ${projectId}::int AND action = ${action} AND details ->> 'sha256' = ${sha256}
    ORDER BY id DESC LIMIT 1`
  return found?.at ?? null
}

/** The raters of a project that came in from files, by the names they have there. Experts are not among them. */
export async function findImportedRaters(on: Connection, projectId: number): Promise<Map<string, number>> {
  const rows = await readRows(on, z.object({ id: z.number(), name: z.string() }))`
    SELECT id, external_id AS name FROM rater
    WHERE project_id = ${projectId}::int AND external_id IS NOT NULL AND NOT is_expert`
  return new Map(rows.map(({ id, name }) => [name, id]))
}

/** Excludes raters whose votes did not count where they come from, and notes that a project has simulated votes. */
export async function markImportedRaters(
  session: CopySession,
  projectId: number,
  { leftOut, hasSimulated }: { leftOut: number[]; hasSimulated: boolean },
): Promise<void> {
  await runSql(session)`
    UPDATE rater SET is_left_out = true WHERE project_id = ${projectId}::int AND id = ANY (${leftOut}::int[])`
  if (hasSimulated) await runSql(session)`UPDATE project SET has_simulated = true WHERE id = ${projectId}::int`
}

const answered = z.object({ image: z.string(), className: z.string(), rater: z.string() })

/**
 * A vote that one of these raters already has on one of these candidates, as people name it; null without one. Item k
 * of the three lists belongs together.
 */
export async function findAnsweredBefore(
  session: CopySession,
  projectId: number,
  { candidates, raters }: { candidates: number[]; raters: number[] },
) {
  return findRow(session, answered)`
    SELECT i.file_name AS image, c.name AS "className", coalesce(r.external_id, r.id::text) AS rater
    FROM unnest(${candidates}::int[], ${raters}::int[]) AS given (candidate_id, rater_id)
    JOIN candidate d ON d.project_id = ${projectId}::int AND d.id = given.candidate_id
    JOIN vote v ON v.project_id = d.project_id AND v.image_id = d.image_id AND v.candidate_id = d.id
      AND v.rater_id = given.rater_id
    JOIN image i ON i.project_id = d.project_id AND i.id = d.image_id
    JOIN class c ON c.project_id = d.project_id AND c.id = d.class_id
    JOIN rater r ON r.project_id = d.project_id AND r.id = given.rater_id
    LIMIT 1`
}

/** Notes which models propose candidates from this number on. */
export async function linkProposingModels(session: CopySession, projectId: number, firstCandidateId: number) {
  await runSql(session)`
    INSERT INTO candidate_model (project_id, candidate_id, model_id)
    SELECT c.project_id, c.id, p.model_id FROM candidate c
    JOIN prediction p ON p.project_id = c.project_id AND p.image_id = c.image_id AND p.class_id = c.class_id
    JOIN model m ON m.project_id = p.project_id AND m.id = p.model_id AND NOT m.is_scored_only
    WHERE c.project_id = ${projectId}::int AND c.id >= ${firstCandidateId}::int
    ON CONFLICT DO NOTHING`
}

/** The class that each image had originally: numbers of both. */
export async function findOriginalClasses(session: CopySession, projectId: number): Promise<Map<number, number>> {
  const rows = await readRows(session, z.object({ image: z.number(), original: z.number() }))`
    SELECT id AS image, original_class_id AS original FROM image
    WHERE project_id = ${projectId}::int AND original_class_id IS NOT NULL`
  return new Map(rows.map(({ image, original }) => [image, original]))
}
