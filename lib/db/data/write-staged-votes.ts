import { z } from 'zod'
import type { CopySession } from '@/lib/db/session/copy-session'
import { analyzeWithin, possibleRowChecks, type RowChecks, withoutRowChecks } from '@/lib/db/session/copy-tables'
import { getRow, readRows, runSql } from '@/lib/db/session/sql'

/** Foreign keys are checked at the end of each statement, and every row is held in memory until then. */
const rowsAtOnce = 100_000

/** Makes triggers look up the few rows that they count; with hash or merge joins they would read the whole project. */
async function withLookups(session: CopySession, write: () => Promise<unknown>) {
  const set = async (value: 'on' | 'off') => {
    await runSql(session)`SELECT set_config(name, ${value}, true)
      FROM unnest(ARRAY['enable_hashjoin', 'enable_mergejoin']) AS s (name)`
  }
  await set('off')
  await write()
  await set('on')
}

interface NewCandidates {
  projectId: number
  /** Number and position of the first new candidate. */
  candidateId: number
  candidatePosition: number
  count: number
}

export async function writeNewCandidates(
  session: CopySession,
  { projectId, candidateId, candidatePosition, count }: NewCandidates,
  onWritten: (rows: number) => void,
) {
  for (let from = candidateId; from < candidateId + count; from += rowsAtOnce) {
    const rows = await runSql(session)`
      INSERT INTO candidate (project_id, id, image_id, class_id, position, is_original)
      SELECT ${projectId}::int, p.candidate_id, p.image_id, p.class_id,
        ${candidatePosition}::int + p.candidate_id - ${candidateId}::int, coalesce(i.original_class_id = p.class_id, false)
      FROM staged_pair p JOIN image i ON i.project_id = ${projectId}::int AND i.id = p.image_id
      WHERE p.is_new AND p.candidate_id >= ${from}::int AND p.candidate_id < ${from + rowsAtOnce}::int
      ORDER BY p.candidate_id`
    onWritten(rows)
  }
  await analyzeWithin(session, 'candidate')
}

interface StagedBatch {
  projectId: number
  batchId: number
  firstTaskId: number
}

const candidatesPerTask = 8

const part = z.object({ from: z.number(), to: z.number(), votes: z.number() })
type Part = z.output<typeof part>

/** Ranges of images with about as many votes each. */
const listParts = (session: CopySession) => readRows(session, part)`
  SELECT min(image_position) AS from, max(image_position) AS to, sum(votes)::int AS votes
  FROM (
    SELECT image_position, votes, (sum(votes) OVER (ORDER BY image_position) - 1)::int8 / ${rowsAtOnce}::int AS part
    FROM (SELECT image_position, count(*) AS votes FROM kept_vote GROUP BY image_position) c
  ) p GROUP BY part ORDER BY part`

const partCounts = z.object({ tasks: z.number(), assignments: z.number() })

/**
 * Reconstructs tasks from the votes on some images, as far as votes tell: candidates of one image that the same raters
 * answered. Tasks are ordered by image, then by first candidate.
 */
async function groupTasks(session: CopySession, { from, to }: Part, first: number) {
  await runSql(session)`TRUNCATE made_candidate, made_turn, made_vote`
  await runSql(session)`
    INSERT INTO made_candidate (task_id, position, image_id, candidate_id, raters)
    SELECT ${first}::int - 1 + dense_rank() OVER (ORDER BY image_position, first), nth % ${candidatesPerTask}::int, image_id, candidate_id, raters
    FROM (
      SELECT *, min(item) OVER (PARTITION BY image_position, raters, nth / ${candidatesPerTask}::int) AS first
      FROM (
        SELECT *, (row_number() OVER (PARTITION BY image_position, raters ORDER BY item) - 1)::int AS nth
        FROM (
          SELECT image_position, item, image_id, candidate_id, array_agg(rater ORDER BY rater) AS raters FROM kept_vote
          WHERE image_position BETWEEN ${from}::int AND ${to}::int GROUP BY image_position, item, image_id, candidate_id
        ) asked
      ) numbered
    ) grouped`
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
    SELECT (SELECT count(*)::int FROM made_candidate WHERE position = 0) AS tasks, count(*)::int AS assignments FROM made_turn`
}

/** Writes the output of `groupTasks`. Updates the statistics of referenced tables once they have rows. */
async function writeTasks(
  session: CopySession,
  { projectId, batchId }: StagedBatch,
  { isFirst, checks }: { isFirst: boolean; checks: RowChecks },
) {
  const shown = async (table: 'task' | 'assignment' | 'shown_candidate') => isFirst && analyzeWithin(session, table)
  await runSql(session)`
    INSERT INTO task (project_id, id, batch_id, image_id, kind, quota, is_launched)
    SELECT ${projectId}::int, task_id, ${batchId}::int, image_id, 'rating', cardinality(raters), true
    FROM made_candidate WHERE position = 0 ORDER BY task_id`
  await shown('task')
  await runSql(session)`
    INSERT INTO task_candidate (project_id, task_id, position, candidate_id)
    SELECT ${projectId}::int, task_id, position, candidate_id FROM made_candidate ORDER BY task_id, position`
  await runSql(session)`
    INSERT INTO assignment (project_id, id, task_id, rater_id, state, submitted_at)
    SELECT ${projectId}::int, id, task_id, rater_id, 'submitted', to_timestamp(at_ms / 1000) FROM made_turn`
  await shown('assignment')
  const show = () => runSql(session)`
    INSERT INTO shown_candidate (project_id, assignment_id, candidate_id, rater_id, image_id)
    SELECT ${projectId}::int, assignment_id, candidate_id, rater_id, image_id FROM made_vote`
  // The referenced rows were written above: the assignments, and with the tasks a lock on each candidate.
  await (checks === 'bulk' ? withoutRowChecks(session, show) : show())
  await shown('shown_candidate')
  await runSql(session)`
    INSERT INTO vote (project_id, image_id, candidate_id, rater_id, assignment_id, answer)
    SELECT ${projectId}::int, image_id, candidate_id, rater_id, assignment_id, answer FROM made_vote`
}

/**
 * Writes the kept votes as tasks of a batch with assignments and answers, some images at a time. Candidates, raters and
 * the batch must exist. Calls `onWritten` with the number of votes in each part.
 */
export async function writeStagedVotes(
  session: CopySession,
  batch: StagedBatch,
  onWritten: (votes: number) => void,
): Promise<{ tasks: number; assignments: number }> {
  await runSql(session)`CREATE INDEX ON kept_vote (image_position)`
  await runSql(session)`
    CREATE TEMP TABLE made_candidate (task_id int, position smallint, image_id int, candidate_id int, raters int[]) ON COMMIT DROP`
  await runSql(session)`
    CREATE TEMP TABLE made_turn (id int, task_id int, rater_id int, at_ms float8) ON COMMIT DROP`
  await runSql(session)`
    CREATE TEMP TABLE made_vote (assignment_id int, image_id int, candidate_id int, rater_id int, answer smallint) ON COMMIT DROP`
  const checks = await possibleRowChecks(session)
  let [tasks, assignments] = [0, 0]
  for (const some of await listParts(session)) {
    const made = await groupTasks(session, some, batch.firstTaskId + tasks)
    await withLookups(session, () => writeTasks(session, batch, { isFirst: tasks === 0, checks }))
    tasks += made.tasks
    assignments += made.assignments
    onWritten(some.votes)
  }
  return { tasks, assignments }
}
