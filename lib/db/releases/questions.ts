import { fetchRows } from '@/lib/db/session/fetch-rows'
import { imagePlaces, type ReleaseScope } from './scope'

export interface ReleasedBatch {
  batch: number
  name: string
  state: string
  /** Why these labels were asked: models, rule, expected recall and cost. */
  reason: unknown
  launchedAt: Date | null
}

/** Batches that were launched, by number. */
export const releasedBatches = ({ session, projectId, until }: ReleaseScope) =>
  session.query<ReleasedBatch>(
    `SELECT id AS batch, name, state::text AS state, reason, launched_at AS "launchedAt" FROM batch
     WHERE project_id = $1 AND state <> 'draft' AND (launched_at IS NULL OR launched_at <= $2) ORDER BY id`,
    [projectId, until],
  )

/** Tasks of launched batches as lines of CSV, by number: task, batch, image, kind. */
export const releasedTasks = ({ session, projectId, until }: ReleaseScope) =>
  fetchRows<{ line: string }>(
    session,
    'tasks',
    `WITH image_place AS (${imagePlaces})
     SELECT t.id || ',' || t.batch_id || ',' || p.place || ',' || t.kind AS line FROM task t
     JOIN batch b ON b.project_id = t.project_id AND b.id = t.batch_id AND b.state <> 'draft'
       AND (b.launched_at IS NULL OR b.launched_at <= $2)
     JOIN image_place p ON p.id = t.image_id
     WHERE t.project_id = $1 ORDER BY t.id`,
    [projectId, until],
  )

/** The condition of each experiment under which an assignment was answered, by task and rater. */
export const releasedConditions = ({ session, projectId, until }: ReleaseScope) =>
  fetchRows<{ task: number; rater: number; conditions: unknown }>(
    session,
    'conditions',
    `SELECT task_id AS task, rater_id AS rater, conditions FROM assignment
     WHERE project_id = $1 AND state = 'submitted' AND submitted_at <= $2 AND conditions IS NOT NULL AND conditions <> '{}'
     ORDER BY task_id, rater_id`,
    [projectId, until],
  )

export interface ReleasedExperiment {
  experiment: number
  name: string
  factor: string
  conditions: unknown
  startedAt: Date | null
  stoppedAt: Date | null
}

/** Experiments that were started, by number. */
export const releasedExperiments = ({ session, projectId, until }: ReleaseScope) =>
  session.query<ReleasedExperiment>(
    `SELECT id AS experiment, name, factor::text AS factor, conditions, started_at AS "startedAt",
       CASE WHEN stopped_at <= $2 THEN stopped_at END AS "stoppedAt"
     FROM experiment WHERE project_id = $1 AND started_at <= $2 ORDER BY id`,
    [projectId, until],
  )
