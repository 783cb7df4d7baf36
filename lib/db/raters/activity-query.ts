import { z } from 'zod'
import { type Db, prisma } from '@/lib/db/client'
import { isKnownRater } from '@/lib/db/session/row-conditions'
import { getRow, readRows, sql } from '@/lib/db/session/sql'

const totals = z.object({
  tasks: z.number(),
  no: z.number(),
  maybe: z.number(),
  yes: z.number(),
  activeMs: z.number(),
  timedAnswers: z.number(),
})

export const sumActivity = (projectId: number) =>
  getRow(prisma, totals)`
    SELECT coalesce(sum(task_count), 0)::int AS tasks, coalesce(sum(no_count), 0)::int AS no,
      coalesce(sum(maybe_count), 0)::int AS maybe, coalesce(sum(yes_count), 0)::int AS yes,
      coalesce(sum(active_ms), 0)::float8 AS "activeMs", coalesce(sum(timed_answers), 0)::int AS "timedAnswers"
    FROM activity WHERE project_id = ${projectId}::int`

const timedVotes = z.object({ raterId: z.number().nullable(), activeMs: z.number(), timedAnswers: z.number() })

/** Sums by rater, and in total with a null rater. */
export const findTimedVotes = (projectId: number) =>
  readRows(prisma, timedVotes)`
    SELECT rater_id AS "raterId", sum(active_ms)::float8 AS "activeMs", sum(timed_answers)::int AS "timedAnswers"
    FROM activity WHERE project_id = ${projectId}::int GROUP BY GROUPING SETS ((rater_id), ())
    HAVING count(*) > 0`

/** Does the same for all people: simulated raters are not paid. */
export const findTimedVotesOfPeople = (projectId: number) =>
  getRow(prisma, z.object({ activeMs: z.number(), timedAnswers: z.number() }))`
    SELECT coalesce(sum(a.active_ms), 0)::float8 AS "activeMs", coalesce(sum(a.timed_answers), 0)::int AS "timedAnswers"
    FROM activity a
    JOIN rater r ON r.project_id = a.project_id AND r.id = a.rater_id AND r.kind <> 'simulated'
    WHERE a.project_id = ${projectId}::int`

const span = z.object({
  at: z.date(),
  votes: z.number(),
  /** Without those of imported raters, who give no more. */
  ratedVotes: z.number(),
  tasks: z.number(),
  activeMs: z.number(),
  timedAnswers: z.number(),
})
export type SpanRow = z.infer<typeof span>

const imported = (projectId: number) =>
  sql`SELECT id FROM rater WHERE project_id = ${projectId}::int AND kind = 'imported'`

/** Sums by hour since `since`, or by day (UTC) for all time if null; ascending, without empty spans. */
export async function findActivitySpans(projectId: number, since: Date | null): Promise<SpanRow[]> {
  const unit = since ? 'hour' : 'day'
  return readRows(prisma, span)`
    SELECT date_trunc(${unit}, hour, 'UTC') AS at, sum(no_count + maybe_count + yes_count)::int AS votes,
      coalesce(sum(no_count + maybe_count + yes_count) FILTER (WHERE rater_id NOT IN (${imported(projectId)})), 0)::int AS "ratedVotes",
      sum(task_count)::int AS tasks, sum(active_ms)::float8 AS "activeMs", sum(timed_answers)::int AS "timedAnswers"
    FROM activity WHERE project_id = ${projectId}::int AND (${since}::timestamptz IS NULL OR hour >= ${since}::timestamptz)
    GROUP BY 1 HAVING sum(task_count) > 0 ORDER BY 1`
}

const active = z.object({ now: z.number(), today: z.number(), all: z.number(), experts: z.number() })

/** `since` is at most an hour ago; today is a day in UTC. Experts do not count as raters, nor imported ones as active. */
export const countActiveRaters = (projectId: number, since: Date) =>
  getRow(prisma, active)`
    SELECT count(*) FILTER (WHERE last >= ${since}::timestamptz)::int AS now, count(*) FILTER (WHERE is_today)::int AS today,
      (SELECT count(*)::int FROM rater r WHERE r.project_id = ${projectId}::int AND NOT r.is_expert AND ${isKnownRater}) AS all,
      (SELECT count(*)::int FROM rater WHERE project_id = ${projectId}::int AND is_expert) AS experts
    FROM (
      SELECT bool_or(hour >= date_trunc('day', now(), 'UTC') AND task_count > 0) AS is_today, (
        SELECT a.submitted_at FROM assignment a
        WHERE a.project_id = ${projectId}::int AND a.rater_id = activity.rater_id AND a.submitted_order IS NOT NULL
        ORDER BY a.submitted_order DESC LIMIT 1
      ) AS last
      FROM activity
      WHERE project_id = ${projectId}::int
        AND hour >= least(date_trunc('day', now(), 'UTC'), date_trunc('hour', ${since}::timestamptz, 'UTC'))
        AND rater_id NOT IN (SELECT id FROM rater WHERE project_id = ${projectId}::int AND (is_expert OR kind = 'imported'))
      GROUP BY rater_id
    ) recent`

const untimed = z.object({ no: z.number(), maybe: z.number(), yes: z.number() })

export const countUntimedAnswers = (projectId: number, db: Db = prisma) =>
  getRow(db, untimed)`
    SELECT coalesce(sum(no_count), 0)::int AS no, coalesce(sum(maybe_count), 0)::int AS maybe, coalesce(sum(yes_count), 0)::int AS yes
    FROM untimed_votes WHERE project_id = ${projectId}::int`

export const countSkipReasons = (projectId: number) =>
  readRows(prisma, z.object({ reason: z.string(), count: z.number() }))`
    SELECT a.skip_reason AS reason, count(*)::int AS count
    FROM assignment a JOIN task t ON t.project_id = a.project_id AND t.id = a.task_id AND t.kind = 'rating'
    WHERE a.project_id = ${projectId}::int AND a.state = 'skipped'
    GROUP BY a.skip_reason ORDER BY 2 DESC, 1`
