import { z } from 'zod'
import { type Connection, getValue, newRow, readValues, runSql, sql } from '@/lib/db/session/sql'
import type { StopReason } from '@/lib/domain/plan/adaptive'
import type { AdaptiveBatchRow, FinishedRound } from './round-query'

/** Number of queue positions for the tasks of further rounds, by the difficulty of their labels. */
export const hardnessLevels = 16
/** Groups in each position, so that a window of the queue reads a few of its tasks at a time. */
const groupsPerPosition = 64

type NewAdaptiveBatch = Omit<AdaptiveBatchRow, 'rule' | 'candidatesPerTask'> & { projectId: number }

/** Marks a batch whose tasks have just been written as adaptive. Further rounds come after its first. */
export async function insertAdaptiveBatch(on: Connection, { limit, ...batch }: NewAdaptiveBatch): Promise<void> {
  await runSql(on)`
    INSERT INTO adaptive_batch ${newRow({
      ...{ ...batch, changeLimit: limit },
      roundPositions: sql`ARRAY(SELECT nextval('task_queue_position_seq') FROM generate_series(1, ${hardnessLevels}::int))`,
    })}`
  await runSql(on)`
    INSERT INTO open_round (project_id, task_id)
    SELECT project_id, id FROM task WHERE project_id = ${batch.projectId}::int AND batch_id = ${batch.batchId}::int`
}

/** Gives new positions at the end of the queue to the further rounds of adaptive batches that were moved there. */
export const moveRoundsToEnd = (
  on: Connection,
  { projectId, batchId, priority }: { projectId: number; batchId: number; priority: 'first' | 'last' },
) =>
  runSql(on)`
    UPDATE adaptive_batch SET round_positions = ARRAY(
      SELECT nextval('task_queue_position_seq') FROM generate_series(1, ${hardnessLevels}::int) WHERE adaptive_batch.batch_id > 0
    )
    WHERE project_id = ${projectId}::int AND (batch_id = ${batchId}::int) = ${priority === 'last'}`

/**
 * Locks finished rounds that have not changed since they were read, in the order of their tasks, as withdrawals of
 * votes do. Returns how many. If fewer than given, votes were withdrawn in the meantime, and no decision may be
 * written.
 */
export const lockRounds = async (
  on: Connection,
  projectId: number,
  rounds: readonly FinishedRound[],
): Promise<number> => {
  const locked = await readValues(on, z.number())`
    SELECT o.task_id AS id FROM open_round o
    JOIN unnest(${rounds.map(({ taskId }) => taskId)}::int[], ${rounds.map(({ changes }) => changes)}::int[]) AS r (task_id, changes)
      ON o.task_id = r.task_id AND o.changes = r.changes
    JOIN task t ON t.project_id = o.project_id AND t.id = o.task_id AND t.submitted >= t.quota
    WHERE o.project_id = ${projectId}::int ORDER BY o.task_id FOR UPDATE OF o`
  return locked.length
}

export const endRounds = (on: Connection, projectId: number, rounds: readonly FinishedRound[]): Promise<number> =>
  runSql(on)`
    DELETE FROM open_round
    WHERE project_id = ${projectId}::int AND task_id = ANY (${rounds.map(({ taskId }) => taskId)}::int[])`

/** Holds rounds whose labels can only be decided once the batch's rule is known. */
export const holdRounds = (on: Connection, projectId: number, rounds: readonly FinishedRound[]): Promise<number> =>
  runSql(on)`
    UPDATE open_round SET is_held = true
    WHERE project_id = ${projectId}::int AND task_id = ANY (${rounds.map(({ taskId }) => taskId)}::int[])`

export interface NewStop {
  candidateId: number
  reason: StopReason
  votes: number
  holds: boolean
  /** Probability that the votes not asked for would have changed the decision. */
  flipChance: number
  price: number | null
}

export const insertStops = (on: Connection, projectId: number, batchId: number, stops: readonly NewStop[]) =>
  runSql(on)`
    INSERT INTO label_stop (project_id, candidate_id, batch_id, reason, votes, holds, flip_chance, price)
    SELECT ${projectId}::int, "candidateId", ${batchId}::int, reason, votes, holds, "flipChance", price
    FROM jsonb_to_recordset(${JSON.stringify(stops)}::jsonb) AS s (
      "candidateId" int, reason text, votes smallint, holds boolean, "flipChance" float8, price float8
    )`

export interface NewScore {
  candidateId: number
  score: number
  holds: boolean
  votes: number
}

export const writeLabelScores = (on: Connection, projectId: number, batchId: number, scores: readonly NewScore[]) =>
  runSql(on)`
    INSERT INTO label_score (project_id, candidate_id, batch_id, score, holds, votes)
    SELECT ${projectId}::int, "candidateId", ${batchId}::int, score, holds, votes
    FROM jsonb_to_recordset(${JSON.stringify(scores)}::jsonb) AS s ("candidateId" int, score float8, holds boolean, votes smallint)
    ON CONFLICT (project_id, candidate_id) DO UPDATE
    SET batch_id = excluded.batch_id, score = excluded.score, holds = excluded.holds, votes = excluded.votes, scored_at = now()`

export interface NewRound {
  imageId: number
  candidateIds: number[]
  /** 0 is the hardest. */
  level: number
}

/** Inserts tasks that ask one more rater about open labels. The project must be locked. */
export async function insertRounds(on: Connection, projectId: number, batchId: number, rounds: readonly NewRound[]) {
  const first = await getValue(on, z.number())`
    SELECT coalesce(max(id), -1) + 1 AS id FROM task WHERE project_id = ${projectId}::int`
  const tasks = rounds.map(({ imageId, level }, at) => ({ id: first + at, imageId, level }))
  await runSql(on)`
    INSERT INTO task (project_id, id, batch_id, image_id, kind, quota, is_launched, queue_position, queue_group)
    SELECT ${projectId}::int, r.id, ${batchId}::int, r."imageId", 'rating', 1, true, d.round_positions[r.level + 1],
      r."imageId" % ${groupsPerPosition}::int
    FROM jsonb_to_recordset(${JSON.stringify(tasks)}::jsonb) AS r (id int, "imageId" int, level int)
    JOIN adaptive_batch d ON d.project_id = ${projectId}::int AND d.batch_id = ${batchId}::int`
  const asked = rounds.flatMap(({ candidateIds }, at) =>
    candidateIds.map((candidateId, position) => ({ taskId: first + at, position, candidateId })),
  )
  await runSql(on)`
    INSERT INTO task_candidate (project_id, task_id, position, candidate_id)
    SELECT ${projectId}::int, "taskId", position, "candidateId"
    FROM jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) AS r ("taskId" int, position smallint, "candidateId" int)`
  await runSql(on)`
    INSERT INTO open_round (project_id, task_id) SELECT ${projectId}::int, id FROM unnest(${tasks.map(({ id }) => id)}::int[]) AS t (id)`
}

/** Does nothing if the batch has a rule: it is decided only once. */
export const keepRule = (on: Connection, projectId: number, batchId: number, rule: unknown) =>
  runSql(on)`
    UPDATE adaptive_batch SET rule = ${JSON.stringify(rule)}::jsonb
    WHERE project_id = ${projectId}::int AND batch_id = ${batchId}::int AND rule IS NULL`

/** Keeps the labels' votes so far; labels without votes can be asked by a later plan. Only for adaptive batches. */
export const stopWithdrawnTasks = (on: Connection, projectId: number, taskIds: readonly number[]) =>
  runSql(on)`
    INSERT INTO label_stop (project_id, candidate_id, batch_id, reason, votes)
    SELECT DISTINCT ON (c.id) c.project_id, c.id, t.batch_id, 'withdrawn', least(c.vote_count, 32767)
    FROM task t
    JOIN adaptive_batch d ON d.project_id = t.project_id AND d.batch_id = t.batch_id
    JOIN task_candidate tc ON tc.project_id = t.project_id AND tc.task_id = t.id
    JOIN candidate c ON c.project_id = tc.project_id AND c.id = tc.candidate_id AND c.vote_count > 0
    WHERE t.project_id = ${projectId}::int AND t.id = ANY (${[...taskIds]}::int[])
    ORDER BY c.id ON CONFLICT DO NOTHING`

/** Reopens decisions on labels that a rater's votes helped to stop. Returns how many tasks await a new decision. */
export async function reopenStopsOf(on: Connection, projectId: number, raterId: number): Promise<number> {
  const taskIds = await readValues(on, z.number())`
    WITH replaced AS (
      UPDATE assignment a SET replaced_at = now() FROM task t
      WHERE a.project_id = ${projectId}::int AND a.rater_id = ${raterId}::int AND a.state = 'submitted' AND a.replaced_at IS NULL
        AND t.project_id = a.project_id AND t.id = a.task_id AND t.kind = 'rating'
        AND EXISTS (SELECT FROM adaptive_batch d WHERE d.project_id = t.project_id AND d.batch_id = t.batch_id)
      RETURNING a.task_id
    ), waiting AS (
      INSERT INTO open_round AS o (project_id, task_id) SELECT DISTINCT ${projectId}::int, task_id FROM replaced
      ON CONFLICT (project_id, task_id) DO UPDATE SET changes = o.changes + 1, is_held = false RETURNING task_id
    )
    SELECT task_id AS id FROM waiting`
  await runSql(on)`
    DELETE FROM label_stop WHERE project_id = ${projectId}::int AND candidate_id IN (
      SELECT candidate_id FROM task_candidate WHERE project_id = ${projectId}::int AND task_id = ANY (${taskIds}::int[])
    )`
  await runSql(on)`
    UPDATE batch SET state = 'open' WHERE project_id = ${projectId}::int AND state = 'closed' AND id IN (
      SELECT batch_id FROM task WHERE project_id = ${projectId}::int AND id = ANY (${taskIds}::int[])
    ) AND NOT EXISTS (SELECT FROM task t WHERE t.project_id = batch.project_id AND t.batch_id = batch.id AND NOT t.is_launched)`
  return taskIds.length
}
