import { z } from 'zod'
import { withCopySession } from '@/lib/db/session/copy-session'
import { type Columns, readColumns } from '@/lib/db/session/read-columns'
import { isCountedVote, isIncluded } from '@/lib/db/session/row-conditions'
import { getRow, inlined, runSql, sql } from '@/lib/db/session/sql'

const assignmentColumns = {
  ...{ id: Int32Array, task: Int32Array, rater: Int32Array, condition: Int32Array, activeMs: Int32Array },
  isUndone: Uint8Array,
}
const answerColumns = {
  ...{ assignment: Int32Array, candidate: Int32Array, position: Int32Array, answer: Uint8Array, isRest: Uint8Array },
  ...{ holds: Int32Array, isGolden: Uint8Array },
}

/** Submissions in the conditions of an experiment, as columns. Numbers are those of the tables. */
export interface ExperimentRows {
  /** Ascending by number. `condition` is its position in the experiment; `activeMs` is −1 if not measured. */
  assignments: Columns<typeof assignmentColumns>
  /** Answers to rating tasks, then to gold questions. `holds` is −1 if unknown. */
  answers: Columns<typeof answerColumns>
  /** All counted votes of the project, including those of the experiment. */
  votes: { candidate: Int32Array; answer: Uint8Array }
}

/** Reads everything from one snapshot, without excluded images and raters. `onRows` may throw. */
export function readExperimentRows(
  projectId: number,
  experimentId: number,
  onRows?: (done: number, total: number) => void,
): Promise<ExperimentRows> {
  const key = String(experimentId)
  return withCopySession(async (session) => {
    await runSql(session)`SET TRANSACTION ISOLATION LEVEL REPEATABLE READ`
    await runSql(session)`SET LOCAL work_mem = '64MB'`
    await runSql(session)`${inlined(sql`
      CREATE TEMPORARY TABLE drawn ON COMMIT DROP AS
      SELECT a.id, a.task_id, a.rater_id, g.position::int - 1 AS condition, coalesce(a.active_ms, -1) AS active_ms,
        (a.revision > 0)::int AS is_undone, (t.kind = 'golden')::int AS is_golden
      FROM assignment a
      JOIN experiment e ON e.project_id = a.project_id AND e.id = ${experimentId}
      JOIN LATERAL jsonb_array_elements(e.conditions) WITH ORDINALITY g (condition, position) ON g.condition = a.conditions -> ${key}
      JOIN task t ON t.project_id = a.project_id AND t.id = a.task_id AND t.kind IN ('rating', 'golden')
        AND ${isIncluded('t')}
      JOIN rater r ON r.project_id = a.project_id AND r.id = a.rater_id AND NOT r.is_left_out
      WHERE a.project_id = ${projectId} AND a.state = 'submitted' AND a.conditions ? ${key}`)}`
    await runSql(session)`ANALYZE drawn`
    const { shown, votes } = await getRow(session, z.object({ shown: z.number(), votes: z.number() }))`
      SELECT coalesce((SELECT sum(n.candidates)::float8 FROM drawn d, LATERAL (
        SELECT count(*) AS candidates FROM task_candidate tc WHERE tc.project_id = ${projectId} AND tc.task_id = d.task_id
      ) n), 0) AS shown,
      (SELECT coalesce(sum(vote_count), 0)::float8 FROM candidate WHERE project_id = ${projectId}) AS votes`
    const total = shown + votes
    return {
      assignments: await readColumns(session, assignmentColumns)`
        SELECT id, task_id, rater_id, condition, active_ms, is_undone FROM drawn ORDER BY id`,
      answers: await readColumns(session, answerColumns, {
        ...{ rowCount: shown, onRow: (count) => onRows?.(count, total) },
      })`
        SELECT d.id, s.candidate_id, coalesce(s.position, -1)::int, v.answer, s.is_rest::int, -1, 0
        FROM drawn d
        JOIN shown_candidate s ON s.project_id = ${projectId} AND s.assignment_id = d.id
        JOIN vote v ON v.project_id = s.project_id AND v.image_id = s.image_id AND v.candidate_id = s.candidate_id
          AND v.rater_id = s.rater_id
        WHERE d.is_golden = 0
        UNION ALL
        SELECT d.id, s.candidate_id, coalesce(s.position, -1)::int, g.answer, s.is_rest::int, coalesce(tc.holds::int, -1), 1
        FROM drawn d
        JOIN shown_candidate s ON s.project_id = ${projectId} AND s.assignment_id = d.id
        JOIN golden_answer g ON g.project_id = s.project_id AND g.candidate_id = s.candidate_id AND g.rater_id = s.rater_id
          AND g.source = 'hidden'
        JOIN task_candidate tc ON tc.project_id = s.project_id AND tc.task_id = d.task_id AND tc.candidate_id = s.candidate_id
        WHERE d.is_golden = 1`,
      votes: await readColumns(
        session,
        { candidate: Int32Array, answer: Uint8Array },
        { rowCount: votes, onRow: (count) => onRows?.(shown + count, total) },
      )`
        SELECT v.candidate_id, v.answer FROM vote v
        WHERE v.project_id = ${projectId} AND ${isCountedVote('v')}`,
    }
  })
}
