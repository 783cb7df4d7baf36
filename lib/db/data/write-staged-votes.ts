import { z } from 'zod'
import type { CopySession } from '@/lib/db/session/copy-session'
import { analyzeWithin, possibleRowChecks, type RowChecks, withoutRowChecks } from '@/lib/db/session/copy-tables'
import { getRow, readRows, runSql } from '@/lib/db/session/sql'

/** Votes per part: foreign keys are checked at the end of each statement, and every row is held in memory until then. */
const votesAtOnce = 100_000

interface StagedBatch {
  projectId: number
  batchId: number
  firstTaskId: number
  /** First number and position of new candidates; the numbers are those of `numberPairs`. */
  candidateId: number
  candidatePosition: number
}

const candidatesPerTask = 8

const part = z.object({ from: z.number(), to: z.number(), votes: z.number() })
type Part = z.output<typeof part>

/** Ranges of images with about as many votes each. */
const listParts = (session: CopySession) => readRows(session, part)`
  SELECT min(image_position) AS from, max(image_position) AS to, sum(votes)::int AS votes
  FROM (
    SELECT image_position, votes, (sum(votes) OVER (ORDER BY image_position) - 1)::int8 / ${votesAtOnce}::int AS part
    FROM (SELECT image_position, count(*) AS votes FROM kept_vote GROUP BY image_position) c
  ) p GROUP BY part ORDER BY part`

const partCounts = z.object({ newCandidates: z.number(), tasks: z.number(), assignments: z.number() })

/**
 * Reconstructs tasks from the votes on some images, as far as votes tell: candidates of one image that the same raters
 * answered. Tasks are ordered by image, then by first candidate.
 */
async function groupTasks(session: CopySession, { from, to }: Part, first: number) {
  await runSql(session)`TRUNCATE made_candidate, made_turn, made_vote`
  await runSql(session)`
    INSERT INTO made_candidate (task_id, position, image_id, class_id, candidate_id, is_new, raters)
    SELECT ${first}::int - 1 + dense_rank() OVER (ORDER BY p.image_position, first), nth % ${candidatesPerTask}::int, p.image_id, p.class_id,
      p.candidate_id, p.is_new, raters
    FROM (
      SELECT *, min(item) OVER (PARTITION BY image_position, raters, nth / ${candidatesPerTask}::int) AS first
      FROM (
        SELECT *, (row_number() OVER (PARTITION BY image_position, raters ORDER BY item) - 1)::int AS nth
        FROM (
          SELECT image_position, item, array_agg(rater ORDER BY rater) AS raters FROM kept_vote
          WHERE image_position BETWEEN ${from}::int AND ${to}::int GROUP BY image_position, item
        ) asked
      ) numbered
    ) grouped JOIN staged_pair p USING (image_position, item)
    WHERE p.image_position BETWEEN ${from}::int AND ${to}::int`
  await runSql(session)`ANALYZE made_candidate`
  await runSql(session)`
    INSERT INTO made_turn (id, task_id, rater_id, at_ms)
    SELECT nextval('assignment_id_seq'), task_id, rater_id, at_ms
    FROM (
      SELECT c.task_id, v.rater, v.rater_id, max(v.at_ms) AS at_ms FROM kept_vote v
      JOIN made_candidate c ON c.candidate_id = v.candidate_id
      WHERE v.image_position BETWEEN ${from}::int AND ${to}::int GROUP BY c.task_id, v.rater, v.rater_id ORDER BY c.task_id, v.rater
    ) turns`
  await runSql(session)`ANALYZE made_turn`
  await runSql(session)`
    INSERT INTO made_vote (assignment_id, image_id, candidate_id, rater_id, answer)
    SELECT t.id, v.image_id, v.candidate_id, v.rater_id, v.answer FROM kept_vote v
    JOIN made_candidate c ON c.candidate_id = v.candidate_id
    JOIN made_turn t ON t.task_id = c.task_id AND t.rater_id = v.rater_id
    WHERE v.image_position BETWEEN ${from}::int AND ${to}::int ORDER BY t.id, c.position`
  return getRow(session, partCounts)`
    SELECT (count(*) FILTER (WHERE is_new))::int AS "newCandidates", (count(*) FILTER (WHERE position = 0))::int AS tasks,
      (SELECT count(*)::int FROM made_turn) AS assignments
    FROM made_candidate`
}

/** Writes the candidates of `groupTasks`; each vote on them is new. */
async function writeCandidates(session: CopySession, { projectId, candidateId, candidatePosition }: StagedBatch) {
  await runSql(session)`
    INSERT INTO candidate (project_id, id, image_id, class_id, position, is_original, vote_count)
    SELECT ${projectId}::int, m.candidate_id, m.image_id, m.class_id, ${candidatePosition}::int + m.candidate_id - ${candidateId}::int,
      coalesce(i.original_class_id = m.class_id, false), cardinality(m.raters)
    FROM made_candidate m JOIN image i ON i.project_id = ${projectId}::int AND i.id = m.image_id
    WHERE m.is_new ORDER BY m.candidate_id`
  await runSql(session)`
    UPDATE candidate c SET vote_count = c.vote_count + d.votes
    FROM (
      SELECT candidate_id, cardinality(raters) AS votes FROM made_candidate WHERE NOT is_new ORDER BY candidate_id
    ) d WHERE c.project_id = ${projectId}::int AND c.id = d.candidate_id`
}

/** Writes the output of `groupTasks`. Updates the statistics of referenced tables once they have rows. */
async function writePart(
  session: CopySession,
  batch: StagedBatch,
  { isFirst, checks }: { isFirst: boolean; checks: RowChecks },
) {
  const { projectId, batchId } = batch
  const written = async (table: 'candidate' | 'task' | 'assignment' | 'shown_candidate') =>
    isFirst && analyzeWithin(session, table)
  await writeCandidates(session, batch)
  await written('candidate')
  await runSql(session)`
    INSERT INTO task (project_id, id, batch_id, image_id, kind, quota, assigned, submitted, is_launched)
    SELECT ${projectId}::int, task_id, ${batchId}::int, image_id, 'rating', cardinality(raters), cardinality(raters), cardinality(raters), true
    FROM made_candidate WHERE position = 0 ORDER BY task_id`
  await written('task')
  await runSql(session)`
    INSERT INTO task_candidate (project_id, task_id, position, candidate_id)
    SELECT ${projectId}::int, task_id, position, candidate_id FROM made_candidate ORDER BY task_id, position`
  await runSql(session)`
    INSERT INTO assignment (project_id, id, task_id, rater_id, state, submitted_at)
    SELECT ${projectId}::int, id, task_id, rater_id, 'submitted', to_timestamp(at_ms / 1000) FROM made_turn`
  await written('assignment')
  const answer = async () => {
    await runSql(session)`
      INSERT INTO shown_candidate (project_id, assignment_id, candidate_id, rater_id, image_id)
      SELECT ${projectId}::int, assignment_id, candidate_id, rater_id, image_id FROM made_vote`
    await written('shown_candidate')
    await runSql(session)`
      INSERT INTO vote (project_id, image_id, candidate_id, rater_id, assignment_id, answer)
      SELECT ${projectId}::int, image_id, candidate_id, rater_id, assignment_id, answer FROM made_vote`
  }
  // The referenced rows were written above: the assignments, and with the tasks a lock on each candidate.
  await (checks === 'bulk' ? withoutRowChecks(session, answer) : answer())
  await runSql(session)`
    INSERT INTO made_activity (hour, rater_id, tasks, no, maybe, yes)
    SELECT date_trunc('hour', to_timestamp(t.at_ms / 1000), 'UTC'), t.rater_id, count(DISTINCT t.id),
      count(*) FILTER (WHERE v.answer = 0), count(*) FILTER (WHERE v.answer = 1), count(*) FILTER (WHERE v.answer = 2)
    FROM made_turn t JOIN made_vote v ON v.assignment_id = t.id GROUP BY 1, 2`
}

/** Counts activity as count_activity does, but once for all votes instead of for each part. */
async function writeActivity(session: CopySession, projectId: number) {
  await runSql(session)`
    INSERT INTO untimed_votes AS kept (project_id, rater_id, no_count, maybe_count, yes_count, task_count)
    SELECT ${projectId}::int, rater_id, sum(no), sum(maybe), sum(yes), sum(tasks)
    FROM made_activity WHERE hour IS NULL GROUP BY rater_id ORDER BY rater_id
    ON CONFLICT (project_id, rater_id) DO UPDATE SET no_count = kept.no_count + EXCLUDED.no_count,
      maybe_count = kept.maybe_count + EXCLUDED.maybe_count, yes_count = kept.yes_count + EXCLUDED.yes_count,
      task_count = kept.task_count + EXCLUDED.task_count`
  await runSql(session)`
    INSERT INTO activity AS kept (project_id, hour, rater_id, task_count, no_count, maybe_count, yes_count)
    SELECT ${projectId}::int, hour, rater_id, sum(tasks), sum(no), sum(maybe), sum(yes)
    FROM made_activity WHERE hour IS NOT NULL GROUP BY hour, rater_id ORDER BY hour, rater_id
    ON CONFLICT (project_id, hour, rater_id) DO UPDATE SET task_count = kept.task_count + EXCLUDED.task_count,
      no_count = kept.no_count + EXCLUDED.no_count, maybe_count = kept.maybe_count + EXCLUDED.maybe_count,
      yes_count = kept.yes_count + EXCLUDED.yes_count`
}

const giveCounters = (session: CopySession, value: 'on' | '') =>
  runSql(session)`SELECT set_config('reassess.vote_counters_given', ${value}, true)`

/**
 * Writes the kept votes as tasks of a batch with assignments and answers, some images at a time, with their new
 * candidates and all counters. Raters and the batch must exist. Calls `onWritten` with the number of rows in each part.
 */
export async function writeStagedVotes(
  session: CopySession,
  batch: StagedBatch,
  onWritten: (rows: number) => void,
): Promise<{ tasks: number; assignments: number }> {
  await runSql(session)`CREATE INDEX ON kept_vote (image_position)`
  await runSql(session)`CREATE INDEX ON staged_pair (image_position)`
  await runSql(session)`
    CREATE TEMP TABLE made_candidate (task_id int, position smallint, image_id int, class_id int, candidate_id int, is_new bool, raters int[])
      ON COMMIT DROP`
  await runSql(session)`
    CREATE TEMP TABLE made_turn (id int, task_id int, rater_id int, at_ms float8) ON COMMIT DROP`
  await runSql(session)`
    CREATE TEMP TABLE made_vote (assignment_id int, image_id int, candidate_id int, rater_id int, answer smallint) ON COMMIT DROP`
  await runSql(session)`
    CREATE TEMP TABLE made_activity (hour timestamptz, rater_id int, tasks int, no int, maybe int, yes int) ON COMMIT DROP`
  const checks = await possibleRowChecks(session)
  let [tasks, assignments] = [0, 0]
  await giveCounters(session, 'on')
  for (const some of await listParts(session)) {
    const made = await groupTasks(session, some, batch.firstTaskId + tasks)
    await writePart(session, batch, { isFirst: tasks === 0, checks })
    tasks += made.tasks
    assignments += made.assignments
    onWritten(made.newCandidates + some.votes)
  }
  await writeActivity(session, batch.projectId)
  await giveCounters(session, '')
  return { tasks, assignments }
}
