import { z } from 'zod'
import { prisma } from '@/lib/db/client'
import { getRow, readRows } from '@/lib/db/session/sql'
import { tasksPerStep } from '@/lib/domain/rating/rating-limits'
import { givenAnswers, knownTruth } from './last-answers-query'

const workRow = z.object({
  submitted: z.number(),
  medianSeconds: z.number().nullable(),
  totalSeconds: z.number().nullable(),
})

/** A page of pictures is one task. Times are active time, or wall-clock time if that was not measured. */
export const findOwnWork = (projectId: number, raterId: number) =>
  getRow(prisma, workRow)`
    SELECT count(*)::int AS submitted,
      (percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) FILTER (WHERE ms IS NOT NULL) / 1000.0)::float8 AS "medianSeconds",
      (sum(ms) / 1000.0)::float8 AS "totalSeconds"
    FROM (
      SELECT sum(coalesce(active_ms, duration_ms)) AS ms FROM assignment
      WHERE project_id = ${projectId}::int AND rater_id = ${raterId}::int AND state = 'submitted'
      GROUP BY coalesce(page_id, id)
    ) task`

/** Returns the number of a rater's submissions, rounded down to steps, up to which figures about them may be shown. */
export async function getLastStep(projectId: number, raterId: number): Promise<number> {
  const cursor = await prisma.raterCursor.findUnique({
    where: { projectId_raterId: { projectId, raterId } },
    select: { submittedCount: true },
  })
  return Math.floor((cursor?.submittedCount ?? 0) / tasksPerStep) * tasksPerStep
}

const answerRow = z.object({
  imageId: z.number(),
  name: z.string(),
  path: z.array(z.string()),
  answer: z.number(),
  holds: z.boolean(),
})

/**
 * Returns answers to gold questions, and votes on golden pairs in ordinary tasks, as they were at the last of the first
 * `upTo` submissions. If figures followed later changes, a rater could change one task and see whether it is a gold
 * question, and what is true.
 */
export const findKnownAnswers = (projectId: number, raterId: number, upTo: number) =>
  readRows(prisma, answerRow)`
    WITH stop AS (
      SELECT coalesce((
        SELECT min(h.submitted_at) FROM vote_history h
        WHERE h.project_id = a.project_id AND h.assignment_id = a.id AND h.revision = 0
      ), a.submitted_at) AS at
      FROM assignment a
      WHERE a.project_id = ${projectId}::int AND a.rater_id = ${raterId}::int AND a.submitted_order <= ${upTo}::int
      ORDER BY a.submitted_order DESC LIMIT 1
    )
    SELECT s.image_id AS "imageId", l.name, coalesce(l.path, '{}') AS path, given.answer, k.holds
    FROM stop
    JOIN assignment a ON a.project_id = ${projectId}::int AND a.rater_id = ${raterId}::int AND a.submitted_order <= ${upTo}::int
    JOIN task t ON t.project_id = a.project_id AND t.id = a.task_id AND t.kind IN ('rating', 'golden')
    JOIN shown_candidate s ON s.project_id = a.project_id AND s.assignment_id = a.id
    JOIN candidate c ON c.project_id = s.project_id AND c.id = s.candidate_id
    JOIN class l ON l.project_id = c.project_id AND l.id = c.class_id
    ${knownTruth} ${givenAnswers}
    CROSS JOIN LATERAL (
      SELECT coalesce(
        (
          SELECT h.answer FROM vote_history h
          WHERE h.project_id = s.project_id AND h.assignment_id = s.assignment_id AND h.candidate_id = s.candidate_id
            AND h.reopened_at > stop.at ORDER BY h.revision LIMIT 1
        ),
        CASE WHEN a.state = 'submitted' AND a.submitted_at <= stop.at THEN coalesce(v.answer, g.answer) END,
        -- It was open at that moment.
        (
          SELECT h.answer FROM vote_history h
          WHERE h.project_id = s.project_id AND h.assignment_id = s.assignment_id AND h.candidate_id = s.candidate_id
          ORDER BY h.revision DESC LIMIT 1
        ),
        v.answer, g.answer
      ) AS answer
    ) given
    WHERE (a.state = 'submitted' OR a.state = 'leased' AND a.revision > 0) AND given.answer IS NOT NULL
    ORDER BY a.submitted_order, s.image_id, s.position`
