import type { CopySession } from '@/lib/db/session/copy-session'
import { raw, runSql, sql } from '@/lib/db/session/sql'

/** Concurrent raters, and tasks per rater and hour: 30 seconds each. */
const [ratersAtOnce, tasksPerHour] = [24, 120]
/** Tasks per INSERT, to keep memory small. */
const tasksAtOnce = 50_000
/** The tables whose triggers update counters; they are disabled because the rows here include the counters. */
const countedTables = ['vote', 'assignment', 'shown_candidate', 'candidate', 'task']

export interface BulkVotes {
  projectId: number
  /** Number of tasks, from the first, that have all their votes. */
  answered: number
  candidates: number
  quota: number
  raters: number
}

/** SQL for a candidate's yes and maybe votes: most original labels apply, most others do not, and some are disputed. */
const votesOf = (candidate: string, isOriginal: string, quota: number) =>
  raw(`LATERAL (SELECT abs(hashint4(${candidate})) % 100 AS u) draw, LATERAL (SELECT CASE
    WHEN ${isOriginal} THEN CASE WHEN u < 60 THEN ${quota} WHEN u < 80 THEN ${quota - 1} WHEN u < 92 THEN ${quota >> 1} ELSE 0 END
    ELSE CASE WHEN u < 60 THEN 0 WHEN u < 80 THEN 1 WHEN u < 88 THEN ${quota >> 1} ELSE ${quota} END END AS yes,
    (u % 10 = 7)::int AS maybe) given`)

/** Creates the temporary table `turn` with the assignments of tasks `from` to `to`: rater, time and number. */
async function makeTurns(session: CopySession, votes: BulkVotes, from: number, to: number, firstId: number) {
  const { answered, quota, raters } = votes
  const atOnce = Math.max(quota, Math.min(raters, ratersAtOnce))
  const hours = Math.max(1, Math.round((answered * quota) / (atOnce * tasksPerHour)))
  await runSql(session)`DROP TABLE IF EXISTS turn`
  await runSql(session)`
    CREATE TEMP TABLE turn AS
    SELECT t.id AS task_id, k, ${firstId}::int + t.id * ${quota}::int + k AS id, (t.id::bigint * ${quota}::int + k) / ${atOnce}::int AS nth,
      (h.hour * 7 + (t.id::bigint * ${quota}::int + k) % ${atOnce}::int) % ${raters}::int + 1 AS rater_id,
      date_trunc('hour', now()) - make_interval(hours => ${hours}::int - h.hour) + (t.id % 3600) * interval '1 second' AS at
    FROM generate_series(${from}::int, ${to}::int) t(id), LATERAL (SELECT (t.id::bigint * ${hours}::int / ${answered}::int)::int AS hour) h,
      generate_series(0, ${quota - 1}::int) k`
}

/** Writes assignments, votes and activity of those turns. The submission order counts all turns, so a rater's has gaps. */
async function writeTurns(session: CopySession, { projectId, candidates, quota }: BulkVotes) {
  await runSql(session)`DROP TABLE IF EXISTS given`
  await runSql(session)`
    CREATE TEMP TABLE given AS
    SELECT v.*, CASE WHEN turned < yes THEN 2 WHEN turned < yes + maybe THEN 1 ELSE 0 END AS answer
    FROM (
      SELECT t.task_id, t.task_id * ${candidates}::int + c AS candidate_id, c, t.rater_id, t.id AS assignment_id, t.at,
        (t.k + t.task_id) % ${quota}::int AS turned
      FROM turn t, generate_series(0, ${candidates - 1}::int) c
    ) v, ${votesOf('v.candidate_id', 'v.c = 0', quota)}`
  await runSql(session)`
    INSERT INTO assignment (project_id, id, task_id, rater_id, state, leased_at, submitted_at, submitted_order, order_seed, duration_ms,
      active_ms, image_shown_ms, answer_mode)
    SELECT ${projectId}::int, id, task_id, rater_id, 'submitted', at - interval '30 seconds', at, nth + 1, id, 30000, 24000, 30000, 'each'
    FROM turn`
  await runSql(session)`
    INSERT INTO shown_candidate (project_id, assignment_id, candidate_id, rater_id, image_id, position, shown_ms)
    SELECT ${projectId}::int, assignment_id, candidate_id, rater_id, task_id, c, 1000 + c * 3000 FROM given`
  await runSql(session)`
    INSERT INTO vote (project_id, image_id, candidate_id, rater_id, assignment_id, answer)
    SELECT ${projectId}::int, task_id, candidate_id, rater_id, assignment_id, answer FROM given`
  await runSql(session)`
    INSERT INTO activity (project_id, hour, rater_id, task_count, no_count, maybe_count, yes_count, active_ms, timed_answers)
    SELECT ${projectId}::int, date_trunc('hour', at, 'UTC'), rater_id, count(*) / ${candidates}::int, count(*) FILTER (WHERE answer = 0),
      count(*) FILTER (WHERE answer = 1), count(*) FILTER (WHERE answer = 2), 24000 * count(*) / ${candidates}::int, count(*)
    FROM given GROUP BY 2, 3
    ON CONFLICT (project_id, hour, rater_id) DO UPDATE SET task_count = activity.task_count + EXCLUDED.task_count,
      no_count = activity.no_count + EXCLUDED.no_count, maybe_count = activity.maybe_count + EXCLUDED.maybe_count,
      yes_count = activity.yes_count + EXCLUDED.yes_count, active_ms = activity.active_ms + EXCLUDED.active_ms,
      timed_answers = activity.timed_answers + EXCLUDED.timed_answers`
}

/** Writes the results of a mean-vote run for tasks `from` to `to`, each of one image. */
async function writeScores(
  session: CopySession,
  votes: BulkVotes,
  runId: number,
  threshold: number,
  from: number,
  to: number,
) {
  const { projectId, candidates, quota } = votes
  await runSql(session)`DROP TABLE IF EXISTS scored`
  await runSql(session)`
    CREATE TEMP TABLE scored AS
    SELECT c.image_id, c.id, c.class_id, c.is_original, (yes + 0.5 * maybe_count) / ${quota}::float8 AS score,
      1 - greatest(yes, maybe_count, ${quota}::int - yes - maybe_count) / ${quota}::float8 AS disagreement
    FROM candidate c, ${votesOf('c.id', 'c.is_original', quota)}, LATERAL (SELECT least(maybe, ${quota}::int - yes) AS maybe_count) m
    WHERE c.project_id = ${projectId}::int AND c.id BETWEEN ${from * candidates}::int AND ${to * candidates + candidates - 1}::int
      AND c.vote_count > 0`
  await runSql(session)`ANALYZE scored`
  await runSql(session)`
    INSERT INTO score (project_id, run_id, candidate_id, score, posterior)
    SELECT ${projectId}::int, ${runId}::int, id, score, ARRAY[1 - score, score] FROM scored`
  await runSql(session)`
    INSERT INTO run_label (project_id, run_id, class_id, image_id)
    SELECT ${projectId}::int, ${runId}::int, class_id, image_id FROM scored WHERE score >= ${threshold}::float8`
  await runSql(session)`
    INSERT INTO run_image (project_id, run_id, image_id, position, label_count, is_changed, is_rated, disagreement, margin, score_bins)
    SELECT ${projectId}::int, ${runId}::int, i.id, i.position, coalesce(s.labels, 0), s.labels IS NOT NULL AND NOT s.is_original_alone,
      s.labels IS NOT NULL, s.disagreement, s.margin, coalesce(s.bins, 0)
    FROM image i LEFT JOIN (
      SELECT image_id, count(*) FILTER (WHERE score >= ${threshold}::float8) AS labels,
        bool_and(is_original = (score >= ${threshold}::float8)) AS is_original_alone, max(disagreement) AS disagreement,
        min(abs(score - ${threshold}::float8)) AS margin,
        bit_or(1::bigint << (CASE WHEN score = round(score * 20) / 20 THEN 2 * round(score * 20) ELSE 2 * floor(score * 20) + 1 END)::int) AS bins
      FROM scored GROUP BY image_id
    ) s ON s.image_id = i.id
    WHERE i.project_id = ${projectId}::int AND i.id BETWEEN ${from}::int AND ${to}::int`
}

/** Writes finished mean-vote runs, one per threshold. */
async function writeRuns(session: CopySession, votes: BulkVotes, tasks: number, thresholds: readonly number[]) {
  const { projectId, answered, candidates, quota } = votes
  for (const [k, threshold] of thresholds.entries()) {
    await runSql(session)`
      INSERT INTO aggregation_run (project_id, id, method, parameters, code_version, input_hash, votes_until, vote_count, rater_parameters,
        threshold, iterations, has_converged, stop_reason, label_count, changed_image_count)
      VALUES (${projectId}::int, ${k + 1}::int, 'majority', '{"maybeWeight": 0.5}', 'bench', 'bench', now(),
        ${answered * candidates * quota}::int, '[]', ${threshold}::float8, 1, true, 'converged', 0, 0)`
    for (let from = 0; from < tasks; from += tasksAtOnce)
      await writeScores(session, votes, k + 1, threshold, from, Math.min(tasks, from + tasksAtOnce) - 1)
    await runSql(session)`
      UPDATE aggregation_run r SET (label_count, changed_image_count) = (
        SELECT coalesce(sum(label_count), 0), count(*) FILTER (WHERE is_changed) FROM run_image i
        WHERE i.project_id = r.project_id AND i.run_id = r.id
      ) WHERE project_id = ${projectId}::int AND id = ${k + 1}::int`
  }
}

/**
 * Writes all votes of the first `answered` of a bulk project's `tasks`, as if given over months, and two finished runs.
 * Requires a session without foreign keys, as in `makeBulkProject`.
 */
export async function writeBulkVotes(session: CopySession, votes: BulkVotes, tasks: number): Promise<void> {
  const { projectId, answered, quota } = votes
  const triggers = (change: string) =>
    runSql(session)`${raw(countedTables.map((table) => `ALTER TABLE ${table} ${change} TRIGGER USER`).join('; '))}`
  await triggers('DISABLE')
  // Without statistics, the joins below would scan everything again for each row.
  await runSql(session)`ANALYZE image, candidate`
  const { rows } = await session.run(sql`
    SELECT setval('assignment_id_seq', (SELECT last_value FROM assignment_id_seq) + ${answered * quota}::int) AS last`)
  const firstId = Number((rows[0] as { last: string }).last) - answered * quota
  for (let from = 0; from < answered; from += tasksAtOnce) {
    await makeTurns(session, votes, from, Math.min(answered, from + tasksAtOnce) - 1, firstId)
    await writeTurns(session, votes)
  }
  await runSql(session)`
    INSERT INTO rater_cursor (project_id, rater_id, queue_position, task_count, submitted_count)
    SELECT ${projectId}::int, rater_id, (SELECT min(queue_position) FROM task WHERE project_id = ${projectId}::int AND is_open),
      count(*), max(submitted_order)
    FROM assignment WHERE project_id = ${projectId}::int GROUP BY rater_id`
  await writeRuns(session, votes, tasks, [0.45, 0.5])
  await triggers('ENABLE')
  await runSql(session)`${raw(`DROP TABLE turn, given, scored`)}`
}
