import { z } from 'zod'
import type { Db } from '@/lib/db/client'
import { getValue, readRows, runSql, sql } from '@/lib/db/session/sql'
import { handLabelReason } from '@/lib/domain/adjudication/adjudication'
import { markUndone } from './adjudication-rows'

interface HandLabels {
  projectId: number
  imageIds: number[]
  classId: number
  raterId: number
  /** Answer as stored. */
  answer: number
  note: string
  /** The run whose labels the admin saw; null before the first run. */
  runId: number | null
}

interface Decided {
  candidateId: number
  raterId: number
}

/** `act` is the first decision's number and identifies decisions set together. The project must be locked. */
export async function insertHandLabels(labels: HandLabels, db: Db): Promise<{ act: number; decided: Decided[] }> {
  const { projectId, imageIds, classId, raterId, answer, note, runId } = labels
  const act = await getValue(db, z.number())`
    SELECT coalesce(max(id), 0) + 1 AS id FROM adjudication WHERE project_id = ${projectId}::int`
  const decided = await readRows(db, z.object({ candidateId: z.number() }))`
    INSERT INTO adjudication (project_id, id, candidate_id, rater_id, first_answer, answer, reason, note, origin)
    SELECT c.project_id, ${act}::int - 1 + row_number() OVER (ORDER BY c.image_id), c.id, ${raterId}::int,
      ${answer}::smallint, ${answer}::smallint, ${handLabelReason}, ${note},
      jsonb_build_object('from', 'hand', 'act', ${act}::int, 'run', ${runId}::int, 'score', s.score)
    FROM candidate c
    LEFT JOIN score s ON s.project_id = c.project_id AND s.run_id = ${runId}::int AND s.candidate_id = c.id
    WHERE c.project_id = ${projectId}::int AND c.class_id = ${classId}::int AND c.image_id = ANY(${imageIds}::int[])
    RETURNING candidate_id AS "candidateId"`
  return { act, decided: decided.map(({ candidateId }) => ({ candidateId, raterId })) }
}

/** Withdraws decisions made by hand: a single one, or all that were set together. */
export function withdrawHandLabels(
  { projectId, ...which }: { projectId: number } & ({ decisionId: number } | { actId: number }),
  db: Db,
): Promise<Decided[]> {
  const chosen =
    'actId' in which
      ? sql`origin @> jsonb_build_object('act', ${which.actId}::int)`
      : sql`id = ${which.decisionId}::int`
  return markUndone(projectId, sql`reason = ${handLabelReason} AND ${chosen}`, db)
}

const atOnce = 20_000

/** Sets golden answers on pairs to the same person's newest adjudication that stands; deletes those without one. */
export async function alignAdjudicatedAnswers(projectId: number, decided: Decided[], db: Db): Promise<void> {
  for (let from = 0; from < decided.length; from += atOnce) {
    const part = decided.slice(from, from + atOnce)
    const pairs = sql`unnest(${part.map((one) => one.candidateId)}::int[], ${part.map((one) => one.raterId)}::int[])
      AS p (candidate_id, rater_id)`
    const newest = sql`
      SELECT DISTINCT ON (a.candidate_id, a.rater_id) a.candidate_id, a.rater_id, a.answer, a.created_at
      FROM ${pairs} JOIN adjudication a ON a.project_id = ${projectId}::int AND a.candidate_id = p.candidate_id
        AND a.rater_id = p.rater_id AND NOT a.is_undone
      ORDER BY a.candidate_id, a.rater_id, a.id DESC`
    await runSql(db)`
      DELETE FROM golden_answer g USING ${pairs}
      WHERE g.project_id = ${projectId}::int AND g.source = 'adjudication' AND g.candidate_id = p.candidate_id
        AND g.rater_id = p.rater_id`
    await runSql(db)`
      INSERT INTO golden_answer (project_id, candidate_id, rater_id, source, answer, answered_at)
      SELECT ${projectId}::int, n.candidate_id, n.rater_id, 'adjudication', n.answer, n.created_at FROM (${newest}) n`
  }
}
