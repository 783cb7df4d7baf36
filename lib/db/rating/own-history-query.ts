import { z } from 'zod'
import { creditedPicture } from '@/lib/contracts/rating/credited-picture'
import { prisma } from '@/lib/db/client'
import { readRows, storedAnswer } from '@/lib/db/session/sql'
import { undoRefusals } from '@/lib/domain/rating/rating-limits'

interface OwnRater {
  projectId: number
  raterId: number
}

const turnRow = z.object({
  id: z.number(),
  isPage: z.boolean(),
  step: z.enum(['training', 'test', 'rating']),
  submittedAt: z.date(),
  seconds: z.number().nullable(),
  isOpen: z.boolean(),
  refusal: z.enum(undoRefusals).nullable(),
})

/** A page is one submission. One that is open was reopened and can be submitted again, so it has no refusal. */
export const findOwnTurns = ({ projectId, raterId }: OwnRater) =>
  readRows(prisma, turnRow)`
    SELECT turn.*, CASE WHEN NOT "isOpen" THEN undo_refusal(${projectId}::int, id) END AS refusal
    FROM (
      SELECT coalesce(a.page_id, a.id) AS id, bool_or(a.page_id IS NOT NULL) AS "isPage",
        min(CASE WHEN t.kind IN ('training', 'test') THEN t.kind::text ELSE 'rating' END) AS step,
        max(a.submitted_at) AS "submittedAt", (sum(coalesce(a.active_ms, a.duration_ms)) / 1000.0)::float8 AS seconds,
        bool_or(a.state = 'leased') AS "isOpen", max(a.submitted_order) AS submitted_order
      FROM rater_cursor r
      JOIN assignment a ON a.project_id = r.project_id AND a.rater_id = r.rater_id
        AND a.submitted_order > r.submitted_count - undo_reach()
      JOIN task t ON t.project_id = a.project_id AND t.id = a.task_id
      WHERE r.project_id = ${projectId}::int AND r.rater_id = ${raterId}::int
        AND (a.state = 'submitted' OR a.state = 'leased' AND a.revision > 0)
      GROUP BY coalesce(a.page_id, a.id)
    ) turn
    ORDER BY submitted_order DESC, id DESC`

const answerRow = z.object({
  turnId: z.number(),
  name: z.string(),
  otherNames: z.array(z.string()),
  lang: z.string(),
  answer: storedAnswer,
  isRest: z.boolean(),
  contentHash: z.string().nullable(),
})

/**
 * Returns answers in the order shown; for reopened submissions, the previous ones. Gathers the shown candidates first
 * and then looks up each answer by key, because without statistics the planner may join whole tables of a new project.
 */
export const findOwnTurnAnswers = ({ projectId, raterId }: OwnRater) =>
  readRows(prisma, answerRow)`
    WITH shown AS MATERIALIZED (
      SELECT coalesce(a.page_id, a.id) AS turn_id, s.candidate_id, s.image_id, s.position, s.language, s.is_rest, coalesce(
        CASE WHEN a.state = 'leased' THEN (
          SELECT h.answer FROM vote_history h WHERE h.project_id = s.project_id AND h.assignment_id = a.id
            AND h.candidate_id = s.candidate_id AND h.revision = a.revision - 1
        ) END,
        CASE WHEN t.kind = 'rating' THEN (
          SELECT v.answer FROM vote v WHERE v.project_id = s.project_id AND v.image_id = s.image_id
            AND v.candidate_id = s.candidate_id AND v.rater_id = s.rater_id
        ) ELSE (
          SELECT g.answer FROM golden_answer g WHERE g.project_id = s.project_id AND g.candidate_id = s.candidate_id
            AND g.rater_id = s.rater_id AND g.source = golden_source_of(t.kind)
        ) END
      ) AS answer
      FROM rater_cursor r
      JOIN assignment a ON a.project_id = r.project_id AND a.rater_id = r.rater_id
        AND a.submitted_order > r.submitted_count - undo_reach()
      JOIN task t ON t.project_id = a.project_id AND t.id = a.task_id
      JOIN shown_candidate s ON s.project_id = a.project_id AND s.assignment_id = a.id
      WHERE r.project_id = ${projectId}::int AND r.rater_id = ${raterId}::int
        AND (a.state = 'submitted' OR a.state = 'leased' AND a.revision > 0)
    )
    SELECT s.turn_id AS "turnId", coalesce(tr.name, l.name) AS name,
      coalesce(CASE WHEN tr.name IS NULL THEN l.other_names ELSE tr.other_names END, '{}') AS "otherNames",
      coalesce(tr.language, (SELECT p.language FROM project p WHERE p.id = ${projectId}::int)) AS lang,
      s.answer, s.is_rest AS "isRest", i.content_hash AS "contentHash"
    FROM shown s
    JOIN candidate c ON c.project_id = ${projectId}::int AND c.id = s.candidate_id
    JOIN class l ON l.project_id = c.project_id AND l.id = c.class_id
    LEFT JOIN class_translation tr ON tr.project_id = l.project_id AND tr.class_id = l.id AND tr.language = s.language
    JOIN image i ON i.project_id = c.project_id AND i.id = s.image_id
    WHERE s.answer IS NOT NULL
    ORDER BY "turnId", s.position`

const timeRow = z.object({
  id: z.number(),
  seconds: z.number().nullable(),
  candidates: z.number(),
  isPage: z.boolean(),
})

/** Returns at most `last` of the first `upTo` rating tasks and gold questions, newest first. A page is one row. */
export const findOwnTimes = ({ projectId, raterId, upTo = null }: OwnRater & { upTo?: number | null }, last: number) =>
  readRows(prisma, timeRow)`
    SELECT coalesce(a.page_id, a.id) AS id, (sum(coalesce(a.active_ms, a.duration_ms)) / 1000.0)::float8 AS seconds,
      sum((SELECT count(*) FROM shown_candidate s WHERE s.project_id = a.project_id AND s.assignment_id = a.id))::int AS candidates,
      bool_or(a.page_id IS NOT NULL) AS "isPage"
    FROM (
      SELECT a.* FROM assignment a JOIN task t ON t.project_id = a.project_id AND t.id = a.task_id
      WHERE a.project_id = ${projectId}::int AND a.rater_id = ${raterId}::int AND a.submitted_order IS NOT NULL
        AND a.state = 'submitted' AND t.kind IN ('rating', 'golden')
        AND (${upTo}::int IS NULL OR a.submitted_order <= ${upTo}::int)
      ORDER BY a.submitted_order DESC LIMIT ${last}::int
    ) a
    GROUP BY coalesce(a.page_id, a.id) ORDER BY max(a.submitted_order) DESC`

const row = creditedPicture.omit({ url: true }).extend({ contentHash: z.string() })

/** Returns the credited images that a rater has answered or skipped and does not hold again, newest first. */
export const findOwnCredits = (projectId: number, raterId: number, limit: number) =>
  readRows(prisma, row)`
    SELECT i.content_hash AS "contentHash", i.credit, i.credit_url AS "creditUrl", i.license
    FROM assignment a
    JOIN task t ON t.project_id = a.project_id AND t.id = a.task_id
    JOIN image i ON i.project_id = t.project_id AND i.id = t.image_id
    WHERE a.project_id = ${projectId}::int AND a.rater_id = ${raterId}::int AND i.content_hash IS NOT NULL
      AND coalesce(i.credit, i.credit_url, i.license) IS NOT NULL
    GROUP BY i.content_hash, i.credit, i.credit_url, i.license
    HAVING bool_and(a.state IN ('submitted', 'skipped'))
    ORDER BY max(a.id) DESC LIMIT ${limit}::int`
