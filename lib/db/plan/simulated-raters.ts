import { z } from 'zod'
import { prisma } from '@/lib/db/client'
import type { CopySession } from '@/lib/db/session/copy-session'
import { readColumns } from '@/lib/db/session/read-columns'
import { getValue, readRows, readValues, runSql } from '@/lib/db/session/sql'
import { lockByKey } from '@/lib/db/session/transaction'

const simulatedRaterRow = z.object({
  id: z.number(),
  /** Index in the crowd, from 0. */
  number: z.number(),
})

/** Adds the missing raters of a crowd, returns all of them, and marks the project as having simulated answers. */
export async function joinSimulatedRaters(
  session: CopySession,
  projectId: number,
  { crowdSeed, simulations }: { crowdSeed: number; simulations: readonly object[] },
) {
  await runSql(session)`
    UPDATE project SET has_simulated = true WHERE id = ${projectId}::int`
  await lockByKey(session, 'raterNumbers', projectId)
  await runSql(session)`
    INSERT INTO rater (project_id, id, kind, simulation)
    SELECT ${projectId}::int,
      (SELECT coalesce(max(id), 0) FROM rater WHERE project_id = ${projectId}::int) + row_number() OVER (ORDER BY number),
      'simulated',      simulation || jsonb_build_object('crowdSeed', ${crowdSeed}::int, 'number', number)
    FROM (
      SELECT simulation, (position - 1)::int AS number
      FROM jsonb_array_elements(${JSON.stringify(simulations)}::jsonb) WITH ORDINALITY AS given (simulation, position)
    ) given
    WHERE NOT EXISTS (
      SELECT FROM rater r WHERE r.project_id = ${projectId}::int AND r.kind = 'simulated'
        AND r.simulation @> jsonb_build_object('crowdSeed', ${crowdSeed}::int, 'number', number)
    )`
  return readRows(session, simulatedRaterRow)`
    SELECT id, (simulation ->> 'number')::int AS number FROM rater
    WHERE project_id = ${projectId}::int AND kind = 'simulated' AND simulation @> jsonb_build_object('crowdSeed', ${crowdSeed}::int)
      AND (simulation ->> 'number')::int < ${simulations.length} ORDER BY number`
}

/** Confidences are integers in this many parts of 1. */
export const supportParts = 1_000_000

/** `support` is the models' mean confidence: their probability, else one half, one quarter and so on by rank. */
export const readOpenCandidates = (session: CopySession, projectId: number) =>
  readColumns(session, {
    id: Int32Array,
    image: Int32Array,
    class: Int32Array,
    isOriginal: Uint8Array,
    support: Int32Array,
  })`
    SELECT c.id, c.image_id, c.class_id, c.is_original::int,
      coalesce(round(${supportParts} * s.sum / nullif((SELECT count(*) FROM model WHERE project_id = ${projectId} AND NOT is_scored_only), 0)), 0)::int
    FROM candidate c
    LEFT JOIN (
      SELECT p.image_id, p.class_id,
        sum(CASE WHEN m.score_kind = 'probability' THEN p.score ELSE power(0.5, p.rank + 1) END) AS sum
      FROM prediction p JOIN model m ON m.project_id = p.project_id AND m.id = p.model_id AND NOT m.is_scored_only
      WHERE p.project_id = ${projectId} GROUP BY p.image_id, p.class_id
    ) s ON s.image_id = c.image_id AND s.class_id = c.class_id
    WHERE c.project_id = ${projectId} AND c.id IN (
      SELECT tc.candidate_id FROM task_candidate tc JOIN task t ON t.project_id = tc.project_id AND t.id = tc.task_id
      WHERE tc.project_id = ${projectId} AND t.kind = 'rating' AND t.submitted < t.quota
    ) ORDER BY c.id`

export const findShownCandidates = (projectId: number, assignmentId: number): Promise<number[]> =>
  readValues(prisma, z.number())`
    SELECT candidate_id AS id FROM shown_candidate
    WHERE project_id = ${projectId}::int AND assignment_id = ${assignmentId}::int ORDER BY position`

const pageCandidate = z.object({ id: z.number(), isVote: z.boolean() })

export const findPageCandidates = (projectId: number, pageId: number) =>
  readRows(prisma, pageCandidate)`
    SELECT s.candidate_id AS id, t.kind = 'rating' AS "isVote"
    FROM assignment a
    JOIN task t ON t.project_id = a.project_id AND t.id = a.task_id
    JOIN shown_candidate s ON s.project_id = a.project_id AND s.assignment_id = a.id
    WHERE a.project_id = ${projectId}::int AND a.page_id = ${pageId}::int ORDER BY s.position`

export const countOpenAssignments = (projectId: number, raters: number): Promise<number> =>
  getValue(prisma, z.number())`
    SELECT coalesce(sum(least(quota - assigned, ${raters}::int)), 0)::int AS free
    FROM task WHERE project_id = ${projectId}::int AND kind = 'rating' AND is_open`

export async function endLeases(projectId: number, raterIds: number[]): Promise<void> {
  await runSql(prisma)`
    UPDATE assignment SET lease_expires_at = now() - interval '1 second'
    WHERE project_id = ${projectId}::int AND rater_id = ANY (${raterIds}::int[]) AND state = 'leased'`
  await runSql(prisma)`SELECT expire_leases(${raterIds.length}::int)`
}
