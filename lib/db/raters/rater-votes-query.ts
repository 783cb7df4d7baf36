import { z } from 'zod'
import { type Db, prisma } from '@/lib/db/client'
import { answerCounts } from '@/lib/db/session/project-counts'
import { getRow, getValue, readRows, sql } from '@/lib/db/session/sql'
import { latestSubmissions } from '@/lib/domain/raters/pace-windows'

const raterVoteRow = z.object({
  candidateId: z.number(),
  imageId: z.number(),
  answer: z.number(),
  submittedAt: z.date().nullable(),
  score: z.number().nullable(),
})
export type RaterVoteRow = z.infer<typeof raterVoteRow>

/**
 * Imported tasks have no time and count as older than all others. Each half has a partial index;
 * assignment_submitted_order_idx explains why there is none over both.
 */
const latestTurns = (projectId: number, raterId: number, most: number) => sql`
  SELECT id, submitted_order, submitted_at, revision FROM (
    (SELECT id, NULL::int AS submitted_order, submitted_at, revision FROM assignment
      WHERE project_id = ${projectId}::int AND rater_id = ${raterId}::int AND submitted_order IS NULL AND state = 'submitted'
      ORDER BY id DESC LIMIT ${most}::int)
    UNION ALL
    (SELECT id, submitted_order, submitted_at, revision FROM assignment
      WHERE project_id = ${projectId}::int AND rater_id = ${raterId}::int AND submitted_order IS NOT NULL AND state = 'submitted'
      ORDER BY submitted_order DESC LIMIT ${most}::int)
  ) halves ORDER BY submitted_order DESC NULLS LAST, id DESC LIMIT ${most}::int`

/** Returns imported votes first, then in order of submission. The score is null for candidates newer than the run. */
export async function findRaterVotes(
  projectId: number,
  raterId: number,
  runId: number | null,
  db: Db = prisma,
  most = latestSubmissions,
): Promise<RaterVoteRow[]> {
  return readRows(db, raterVoteRow)`
    WITH turn AS MATERIALIZED (${latestTurns(projectId, raterId, most)})
    SELECT v.candidate_id AS "candidateId", v.image_id AS "imageId", v.answer, t.submitted_at AS "submittedAt", c.score
    FROM turn t
    JOIN shown_candidate s ON s.project_id = ${projectId}::int AND s.assignment_id = t.id
    JOIN vote v ON v.project_id = s.project_id AND v.image_id = s.image_id AND v.candidate_id = s.candidate_id AND v.rater_id = s.rater_id
    LEFT JOIN score c ON c.project_id = v.project_id AND c.run_id = ${runId}::int AND c.candidate_id = v.candidate_id
    ORDER BY t.submitted_order NULLS FIRST, v.candidate_id`
}

const counts = z.object({ no: z.number(), maybe: z.number(), yes: z.number() })

export const countRaterAnswers = (projectId: number, raterId: number, db: Db = prisma) =>
  getRow(db, counts)`
    SELECT coalesce(sum(no), 0)::int AS no, coalesce(sum(maybe), 0)::int AS maybe, coalesce(sum(yes), 0)::int AS yes
    FROM ${answerCounts(sql`${projectId}::int`)} given WHERE rater_id = ${raterId}::int`

/** Changes whenever these votes may have changed: submitting and undoing both change the assignment. */
export async function findRaterVotesState(projectId: number, raterId: number, db: Db = prisma): Promise<string> {
  return getValue(db, z.string())`
    SELECT concat_ws(':', count(*), max(id), max(submitted_order), max(submitted_at), sum(revision)) AS state
    FROM (${latestTurns(projectId, raterId, latestSubmissions)}) turn`
}
