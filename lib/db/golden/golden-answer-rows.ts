import { z } from 'zod'
import type { Db } from '@/lib/db/client'
import { readRows, runSql } from '@/lib/db/session/sql'

export interface GoldenSubmission {
  projectId: number
  imageId: number
  raterId: number
  revision: number
  candidateIds: number[]
  /** Answers as stored, one per candidate. */
  answers: number[]
}

const replacedRow = z.object({ candidateId: z.number(), answer: z.number() })

/** Returns the answers on an image at an earlier revision, by candidate, as far as they have changed since. */
export async function findAnswersAtRevision(
  { projectId, imageId, raterId, revision }: Pick<GoldenSubmission, 'projectId' | 'imageId' | 'raterId' | 'revision'>,
  db: Db,
): Promise<Map<number, number>> {
  const rows = await readRows(db, replacedRow)`
    SELECT DISTINCT ON (h.candidate_id) h.candidate_id AS "candidateId", h.answer
    FROM golden_answer_history h
    JOIN candidate c ON c.project_id = h.project_id AND c.id = h.candidate_id
    WHERE h.project_id = ${projectId}::int AND c.image_id = ${imageId}::int AND h.rater_id = ${raterId}::int
      AND h.revision >= ${revision}::int
    ORDER BY h.candidate_id, h.revision`
  return new Map(rows.map(({ candidateId, answer }) => [candidateId, answer]))
}

/**
 * Stores an expert's answers on an image. A changed answer moves the previous one to the history under its revision; an
 * unchanged answer keeps its time. Marks the rater as an expert. The expert must be locked.
 */
export async function writeGoldenAnswers(submission: GoldenSubmission, db: Db): Promise<void> {
  const { projectId, imageId, raterId, revision, candidateIds, answers } = submission
  await runSql(db)`
    INSERT INTO golden_answer_history (project_id, candidate_id, rater_id, revision, answer, answered_at, asked)
    SELECT a.project_id, a.candidate_id, a.rater_id, ${revision}::int - 1, a.answer, a.answered_at, a.asked
    FROM golden_answer a
    JOIN unnest(${candidateIds}::int[], ${answers}::int[]) AS said (candidate_id, answer) USING (candidate_id)
    WHERE a.project_id = ${projectId}::int AND a.rater_id = ${raterId}::int AND a.source = 'expert'
      AND a.answer <> said.answer`
  await runSql(db)`
    INSERT INTO golden_answer AS a (project_id, candidate_id, rater_id, source, answer, answered_at)
    SELECT ${projectId}::int, said.candidate_id, ${raterId}::int, 'expert', said.answer, now()
    FROM unnest(${candidateIds}::int[], ${answers}::int[]) AS said (candidate_id, answer)
    ON CONFLICT (project_id, candidate_id, rater_id, source)
    DO UPDATE SET answer = excluded.answer, answered_at = excluded.answered_at, asked = NULL
    WHERE a.answer <> excluded.answer`
  await runSql(db)`
    INSERT INTO golden_visit (project_id, image_id, rater_id, revision)
    VALUES (${projectId}::int, ${imageId}::int, ${raterId}::int, ${revision}::int)
    ON CONFLICT (project_id, image_id, rater_id)
    DO UPDATE SET revision = excluded.revision, submitted_at = now()`
  await runSql(db)`
    UPDATE rater SET is_expert = true WHERE project_id = ${projectId}::int AND id = ${raterId}::int AND NOT is_expert`
}
