import { z } from 'zod'
import { prisma } from '@/lib/db/client'
import { submittedTaskCounts } from '@/lib/db/session/project-counts'
import { type Connection, empty, findRow, getValue, raw, readRows, runSql, sql } from '@/lib/db/session/sql'
import { latestSubmissions } from '@/lib/domain/raters/pace'

const paceRow = z.object({
  /** Null for all raters together. */
  raterId: z.number().nullable(),
  tasks: z.number(),
  timed: z.number(),
  /** Lower quartile, median and upper quartile in milliseconds; null if nothing was measured. */
  taskMs: z.array(z.number()).nullable(),
  nameMs: z.array(z.number()).nullable(),
  activeMs: z.number(),
  durationMs: z.number(),
})
export type PaceRow = z.infer<typeof paceRow>

// PostgreSQL's least() ignores NULL.
const hasBothTimes = sql`a.active_ms IS NOT NULL AND a.duration_ms IS NOT NULL`

/** Leaves out training and test. Sums of active and wall-clock time cover tasks that have both. */
export const findPaces = (projectId: number, on: Connection = prisma): Promise<PaceRow[]> =>
  readRows(on, paceRow)`
    WITH names AS (
      SELECT t.id, count(*) AS names FROM task t
      JOIN task_candidate c ON c.project_id = t.project_id AND c.task_id = t.id
      WHERE t.project_id = ${projectId}::int AND t.kind IN ('rating', 'golden') GROUP BY t.id
    )
    SELECT a.rater_id AS "raterId", count(*)::int AS tasks, count(a.active_ms)::int AS timed,
      percentile_cont(ARRAY[0.25, 0.5, 0.75]) WITHIN GROUP (ORDER BY a.active_ms) FILTER (WHERE a.active_ms IS NOT NULL) AS "taskMs",
      percentile_cont(ARRAY[0.25, 0.5, 0.75]) WITHIN GROUP (ORDER BY a.active_ms::float8 / n.names)
        FILTER (WHERE a.active_ms IS NOT NULL) AS "nameMs",
      coalesce(sum(least(a.active_ms, a.duration_ms)) FILTER (WHERE ${hasBothTimes}), 0)::float8 AS "activeMs",
      coalesce(sum(a.duration_ms) FILTER (WHERE ${hasBothTimes}), 0)::float8 AS "durationMs"
    FROM assignment a JOIN names n ON n.id = a.task_id
    WHERE a.project_id = ${projectId}::int AND a.state = 'submitted'
    GROUP BY GROUPING SETS ((a.rater_id), ()) ORDER BY a.rater_id NULLS FIRST`

const positionRow = z.object({ position: z.number(), names: z.number(), ms: z.array(z.number()) })
export type PositionRow = z.infer<typeof positionRow>

/** For few assignments `a`: looks up the task of each, instead of joining all tasks of the project. */
const itsTask = sql`CROSS JOIN LATERAL (
  SELECT FROM task WHERE project_id = a.project_id AND id = a.task_id AND kind IN ('rating', 'golden') OFFSET 0) t`

/** Tests whether an assignment `a` of a rater is among the latest submissions. */
const isLatest = (projectId: number, raterId: number | null) => sql`a.submitted_order > (
  SELECT max(m.submitted_order) FROM assignment m
  WHERE m.project_id = ${projectId}::int AND m.rater_id = ${raterId}::int AND m.submitted_order IS NOT NULL
) - ${latestSubmissions}::int`

/** Leaves out candidates answered by "the rest are no", which raters did not look at one by one. */
export async function findPositionPaces(
  projectId: number,
  raterId: number | null,
  on: Connection = prisma,
): Promise<PositionRow[]> {
  // Imported assignments have no times and no order; the others have an index by rater.
  const ofRater = sql`AND a.rater_id = ${raterId}::int AND ${isLatest(projectId, raterId)}`
  return readRows(on, positionRow)`
    SELECT s.position::int AS position, count(*)::int AS names,
      percentile_cont(ARRAY[0.25, 0.5, 0.75]) WITHIN GROUP (ORDER BY s.shown_ms) AS ms
    FROM assignment a
    ${raterId === null ? sql`JOIN task t ON t.project_id = a.project_id AND t.id = a.task_id AND t.kind IN ('rating', 'golden')` : itsTask}
    JOIN shown_candidate s ON s.project_id = a.project_id AND s.assignment_id = a.id
    WHERE a.project_id = ${projectId}::int AND a.state = 'submitted' ${raterId === null ? empty : ofRater}
      AND s.shown_ms IS NOT NULL AND s.position IS NOT NULL AND NOT s.is_rest
    GROUP BY s.position ORDER BY s.position`
}

const taskRow = z.object({ submittedAt: z.date().nullable(), msPerName: z.number() })

/** Returns the active time per class name in each measured task of a rater's latest submissions, in their order. */
export const findPaceOverTime = (projectId: number, raterId: number) =>
  readRows(prisma, taskRow)`
    SELECT a.submitted_at AS "submittedAt", a.active_ms::float8 / (
      SELECT count(*) FROM task_candidate c WHERE c.project_id = a.project_id AND c.task_id = a.task_id
    ) AS "msPerName"
    FROM assignment a ${itsTask}
    WHERE a.project_id = ${projectId}::int AND a.rater_id = ${raterId}::int AND a.state = 'submitted' AND a.active_ms IS NOT NULL
      AND ${isLatest(projectId, raterId)}
    ORDER BY a.submitted_order, a.id`

const medianRow = z.object({ raterId: z.number(), ms: z.number() })

/** Returns each rater's median active time of rating tasks and gold questions, as `findPaces` does. */
export const findTaskMedians = (projectId: number) =>
  readRows(prisma, medianRow)`
    SELECT a.rater_id AS "raterId", percentile_cont(0.5) WITHIN GROUP (ORDER BY a.active_ms) AS ms
    FROM assignment a JOIN task t ON t.project_id = a.project_id AND t.id = a.task_id AND t.kind IN ('rating', 'golden')
    WHERE a.project_id = ${projectId}::int AND a.state = 'submitted' AND a.active_ms IS NOT NULL GROUP BY a.rater_id`

/** Counts submitted rating tasks, from counters. */
export const countSubmittedTasks = (projectId: number): Promise<number> =>
  getValue(
    prisma,
    z.number(),
  )`SELECT coalesce(sum(tasks), 0)::int FROM ${submittedTaskCounts(sql`${projectId}::int`)} given`

const state = z.object({
  projectId: z.number(),
  taskCount: z.number(),
  /** Time of the last measurement; null if there is none. */
  measuredAt: z.date().nullable(),
  tookMs: z.number().nullable(),
})

/** Returns projects with more submitted tasks than this whose number has changed since their pace was measured. */
export const findPaceStates = (moreThan: number) =>
  readRows(prisma, state)`
    SELECT p.id AS "projectId", given.tasks AS "taskCount", m.measured_at AS "measuredAt", m.took_ms AS "tookMs"
    FROM project p
    JOIN LATERAL (SELECT coalesce(sum(tasks), 0)::int AS tasks FROM ${submittedTaskCounts(raw('p.id'))} each_rater) given
      ON given.tasks > ${moreThan}::int
    LEFT JOIN pace_measurement m ON m.project_id = p.id
    WHERE p.archived_at IS NULL AND p.deleted_at IS NULL AND m.task_count IS DISTINCT FROM given.tasks ORDER BY p.id`

const measurement = z.object({ measuredAt: z.date(), raters: z.array(paceRow), positions: z.array(positionRow) })

export const findPaceMeasurement = (projectId: number, db: Connection = prisma) =>
  findRow(db, measurement)`
    SELECT measured_at AS "measuredAt", raters, positions FROM pace_measurement WHERE project_id = ${projectId}::int`

interface Measurement extends z.infer<typeof measurement> {
  projectId: number
  tookMs: number
  taskCount: number
}

export const writePaceMeasurement = (
  on: Connection,
  { projectId, measuredAt, tookMs, taskCount, raters, positions }: Measurement,
) =>
  runSql(on)`
    INSERT INTO pace_measurement (project_id, measured_at, took_ms, task_count, raters, positions)
    VALUES (${projectId}::int, ${measuredAt}::timestamptz, ${tookMs}::int, ${taskCount}::int, ${JSON.stringify(raters)}::jsonb,
      ${JSON.stringify(positions)}::jsonb)
    ON CONFLICT (project_id) DO UPDATE SET measured_at = EXCLUDED.measured_at, took_ms = EXCLUDED.took_ms,
      task_count = EXCLUDED.task_count, raters = EXCLUDED.raters, positions = EXCLUDED.positions`
