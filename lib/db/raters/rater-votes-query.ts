import { z } from 'zod'
import { type Db, prisma } from '@/lib/db/client'
import { getValue, readRows } from '@/lib/db/session/sql'

const raterVoteRow = z.object({
  candidateId: z.number(),
  imageId: z.number(),
  answer: z.number(),
  submittedAt: z.date().nullable(),
  score: z.number().nullable(),
})
export type RaterVoteRow = z.infer<typeof raterVoteRow>

/**
 * Every vote of a rater with what a run says of its candidate: in the order given, then by candidate; imported votes, whose
 * time is not known, come first. The score is null without a run, and for candidates newer than it.
 *
 * Begins at the rater's assignments, so that it costs what the rater has answered and not what the project has. The two
 * halves have a partial index each; see assignment_submitted_order_idx for why there is none over both.
 */
export async function findRaterVotes(
  projectId: number,
  raterId: number,
  runId: number | null,
  db: Db = prisma,
): Promise<RaterVoteRow[]> {
  return readRows(db, raterVoteRow)`
    WITH turn AS (
      SELECT id, NULL::int AS submitted_order, submitted_at FROM assignment
      WHERE project_id = ${projectId}::int AND rater_id = ${raterId}::int AND submitted_order IS NULL AND state = 'submitted'
      UNION ALL
      SELECT id, submitted_order, submitted_at FROM assignment
      WHERE project_id = ${projectId}::int AND rater_id = ${raterId}::int AND submitted_order IS NOT NULL AND state = 'submitted'
    )
    SELECT v.candidate_id AS "candidateId", v.image_id AS "imageId", v.answer, t.submitted_at AS "submittedAt", c.score
    FROM turn t
    JOIN shown_candidate s ON s.project_id = ${projectId}::int AND s.assignment_id = t.id
    JOIN vote v ON v.project_id = s.project_id AND v.image_id = s.image_id AND v.candidate_id = s.candidate_id AND v.rater_id = s.rater_id
    LEFT JOIN score c ON c.project_id = v.project_id AND c.run_id = ${runId}::int AND c.candidate_id = v.candidate_id
    ORDER BY t.submitted_order NULLS FIRST, v.candidate_id`
}

/**
 * A text that changes whenever the rater's votes may have: votes come with a submission and go with an undo, and both leave
 * their mark on the assignment.
 */
export async function findRaterVotesState(projectId: number, raterId: number, db: Db = prisma): Promise<string> {
  return getValue(db, z.string())`
    SELECT concat_ws(':', sum(turns), max(last_id), max(last_order), max(last_at), sum(revisions)) AS state FROM (
      SELECT count(*) AS turns, max(id) AS last_id, NULL::int AS last_order, max(submitted_at) AS last_at, sum(revision) AS revisions
      FROM assignment
      WHERE project_id = ${projectId}::int AND rater_id = ${raterId}::int AND submitted_order IS NULL AND state = 'submitted'
      UNION ALL
      SELECT count(*), max(id), max(submitted_order), max(submitted_at), sum(revision) FROM assignment
      WHERE project_id = ${projectId}::int AND rater_id = ${raterId}::int AND submitted_order IS NOT NULL AND state = 'submitted'
    ) halves`
}
