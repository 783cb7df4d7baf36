import { z } from 'zod'
import { trainingFeedbackSchema } from '@/lib/contracts/rating/rating'
import { prisma } from '@/lib/db/client'
import { withCopySession } from '@/lib/db/session/copy-session'
import { readColumns } from '@/lib/db/session/read-columns'
import { isIncluded } from '@/lib/db/session/row-conditions'
import { readRows, readValues, rowOf, runSql, sql } from '@/lib/db/session/sql'

export interface AnswerWindow {
  projectId: number
  raterId: number
  /** Only submissions after this time; null for all. */
  since: Date | null
  /** Maximum number of rows, newest first. */
  last: number
}

/** How many of a rater's last tasks are searched for golden pairs: about 100 pairs if one task in fifty has one. */
const maxTasks = 5000

/** A rater's last submitted rating tasks and gold questions. */
const lastAssignments = ({ projectId, raterId, since }: Omit<AnswerWindow, 'last'>, limit: number) => sql`
  SELECT a.id, a.submitted_order FROM assignment a JOIN task t ON t.project_id = a.project_id AND t.id = a.task_id
  WHERE a.project_id = ${projectId}::int AND a.rater_id = ${raterId}::int AND a.submitted_order IS NOT NULL
    AND a.state = 'submitted' AND t.kind IN ('rating', 'golden')
    AND (${since}::timestamptz IS NULL OR a.submitted_at > ${since}::timestamptz)
  ORDER BY a.submitted_order DESC LIMIT ${limit}::int`

/** Truth `k` of a shown candidate `s`. Leaves out candidates whose truth is unknown, and excluded images. */
export const knownTruth = sql`
  CROSS JOIN LATERAL (
    SELECT tc.holds FROM task_candidate tc
    WHERE tc.project_id = s.project_id AND tc.candidate_id = s.candidate_id AND tc.holds IS NOT NULL
      AND ${isIncluded('s')} LIMIT 1
  ) k`

/** Vote `v` on a shown candidate `s`, or answer `g` to it in a gold question. */
export const givenAnswers = sql`
  LEFT JOIN vote v ON v.project_id = s.project_id AND v.image_id = s.image_id AND v.candidate_id = s.candidate_id
    AND v.rater_id = s.rater_id
  LEFT JOIN golden_answer g ON g.project_id = s.project_id AND g.candidate_id = s.candidate_id AND g.rater_id = s.rater_id
    AND g.source = 'hidden'`

const goldenRow = z.object({ answer: z.number(), holds: z.boolean() })

/** Returns answers to gold questions, and votes on golden pairs in ordinary tasks, which look the same to the rater. */
export const findLastGoldenAnswers = ({ projectId, raterId, since, last, holds }: AnswerWindow & { holds: boolean }) =>
  readRows(prisma, goldenRow)`
    SELECT coalesce(v.answer, g.answer) AS answer, k.holds
    FROM (${lastAssignments({ projectId, raterId, since }, maxTasks)}) a
    JOIN shown_candidate s ON s.project_id = ${projectId}::int AND s.assignment_id = a.id
    ${knownTruth} ${givenAnswers}
    WHERE k.holds = ${holds} AND (v.answer IS NOT NULL OR g.answer IS NOT NULL)
    ORDER BY a.submitted_order DESC, s.position LIMIT ${last}::int`

/**
 * Seconds of a rater's last tasks, gold questions included, newest first: active time, else time by the clock, else the
 * time the picture was shown, which every submission has. Browsers send these times and a script can invent them, so none
 * exceeds the time since the task was leased. Together they do not exceed the time from the first lease to the last
 * submission, or tasks leased ahead could all claim the same wait: if they do, all are shortened in proportion. Reopened
 * tasks are leased anew, so neither limit applies to them.
 */
export const findLastSeconds = ({ projectId, raterId, since, last }: AnswerWindow) =>
  readValues(prisma, z.number())`
    WITH timed AS (
      SELECT a.submitted_order, a.submitted_at, a.leased_at, a.revision = 0 AS is_bounded, CASE
        WHEN a.revision = 0 THEN least(a.ms, extract(epoch FROM a.submitted_at - a.leased_at) * 1000) ELSE a.ms
      END AS ms
      FROM (
        SELECT a.*, coalesce(a.active_ms, a.duration_ms, a.image_shown_ms / coalesce(p.size, 1)) AS ms
        FROM assignment a LEFT JOIN grid_page p ON p.project_id = a.project_id AND p.id = a.page_id
      ) a JOIN task t ON t.project_id = a.project_id AND t.id = a.task_id
      WHERE a.project_id = ${projectId}::int AND a.rater_id = ${raterId}::int AND a.submitted_order IS NOT NULL
        AND a.state = 'submitted' AND t.kind IN ('rating', 'golden') AND a.ms IS NOT NULL
        AND (${since}::timestamptz IS NULL OR a.submitted_at > ${since}::timestamptz)
      ORDER BY a.submitted_order DESC LIMIT ${last}::int
    ), bound AS (
      SELECT least(1, extract(epoch FROM max(submitted_at) - min(leased_at)) * 1000 / nullif(sum(ms), 0)) AS share
      FROM timed WHERE is_bounded
    )
    SELECT (timed.ms * CASE WHEN is_bounded THEN bound.share ELSE 1 END / 1000.0)::float8 AS seconds
    FROM timed, bound ORDER BY timed.submitted_order DESC`

/** Returns answers to the last rating tasks and gold questions, newest task first. */
export async function findLastAnswers({ projectId, raterId, since, last }: AnswerWindow) {
  // A task has at least one answer, so reading `last` tasks is enough for `last` answers.
  return readValues(prisma, z.number())`
    SELECT coalesce(v.answer, g.answer) AS answer
    FROM (${lastAssignments({ projectId, raterId, since }, last)}) a
    JOIN shown_candidate s ON s.project_id = ${projectId}::int AND s.assignment_id = a.id
    ${givenAnswers}
    WHERE v.answer IS NOT NULL OR g.answer IS NOT NULL
    ORDER BY a.submitted_order DESC, s.position LIMIT ${last}::int`
}

const trainingRow = rowOf(trainingFeedbackSchema.omit({ isRight: true }))

/** Keeps the order shown and leaves out candidates without known truth. Empty for tasks of other kinds. */
export const findTrainingAnswers = (projectId: number, assignmentId: number) =>
  readRows(prisma, trainingRow)`
    SELECT coalesce(tr.name, l.name) AS name, coalesce(tr.language, p.language) AS lang, p.language AS "explanationLang", g.answer, tc.holds, e.text AS explanation
    FROM assignment a
    JOIN task t ON t.project_id = a.project_id AND t.id = a.task_id AND t.kind = 'training'
    JOIN shown_candidate s ON s.project_id = a.project_id AND s.assignment_id = a.id
    JOIN task_candidate tc ON tc.project_id = a.project_id AND tc.task_id = a.task_id AND tc.candidate_id = s.candidate_id
    JOIN golden_answer g ON g.project_id = a.project_id AND g.candidate_id = s.candidate_id AND g.rater_id = a.rater_id
      AND g.source = 'training'
    JOIN candidate c ON c.project_id = a.project_id AND c.id = s.candidate_id
    JOIN class l ON l.project_id = c.project_id AND l.id = c.class_id
    JOIN project p ON p.id = l.project_id
    LEFT JOIN class_translation tr ON tr.project_id = l.project_id AND tr.class_id = l.id AND tr.language = s.language
    LEFT JOIN golden_explanation e ON e.project_id = a.project_id AND e.candidate_id = s.candidate_id
    WHERE a.project_id = ${projectId}::int AND a.id = ${assignmentId}::int AND tc.holds IS NOT NULL
    ORDER BY s.position`

export interface RecentVotes {
  rater: Int32Array
  image: Int32Array
  answer: Uint8Array
  /** In millionths. */
  score: Int32Array
}

interface WhichVotes {
  projectId: number
  runId: number
  raterIds: readonly number[]
  /** Number of each rater's latest tasks. */
  tasks: number
}

/** Sorts by rater, oldest first. Leaves out imported votes, which have no order, and does not read older votes. */
export const readRecentVotes = ({ projectId, runId, raterIds, tasks }: WhichVotes): Promise<RecentVotes> =>
  withCopySession(async (session) => {
    await runSql(session)`SET TRANSACTION READ ONLY`
    return readColumns(session, { rater: Int32Array, image: Int32Array, answer: Uint8Array, score: Int32Array })`
      SELECT v.rater_id, v.image_id, v.answer, round(c.score * 1000000)::int
      FROM unnest(${[...raterIds]}::int[]) r(id)
      CROSS JOIN LATERAL (
        SELECT a.id, a.submitted_order FROM assignment a
        WHERE a.project_id = ${projectId} AND a.rater_id = r.id AND a.submitted_order IS NOT NULL AND a.state = 'submitted'
        ORDER BY a.submitted_order DESC LIMIT ${tasks}
      ) t
      JOIN shown_candidate s ON s.project_id = ${projectId} AND s.assignment_id = t.id
      JOIN vote v ON v.project_id = ${projectId} AND v.image_id = s.image_id AND v.candidate_id = s.candidate_id AND v.rater_id = r.id
      JOIN score c ON c.project_id = ${projectId} AND c.run_id = ${runId} AND c.candidate_id = v.candidate_id
      ORDER BY v.rater_id, t.submitted_order, v.candidate_id`
  })
