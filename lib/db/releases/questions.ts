import { z } from 'zod'
import { fetchRows } from '@/lib/db/session/copy-session'
import { readRows } from '@/lib/db/session/sql'
import { imagePositions, type ReleaseScope } from './scope'

const releasedBatch = z.object({
  batch: z.number(),
  name: z.string(),
  state: z.string(),
  /** Why these labels were asked: models, rule, expected recall and cost. */
  reason: z.unknown(),
  launchedAt: z.date().nullable(),
})

export const releasedBatches = ({ session, projectId, until }: ReleaseScope) =>
  readRows(session, releasedBatch)`
    SELECT id AS batch, name, state::text AS state, reason, launched_at AS "launchedAt" FROM batch
    WHERE project_id = ${projectId}::int AND state <> 'draft' AND (launched_at IS NULL OR launched_at <= ${until}) ORDER BY id`

/** Streams the tasks of launched batches as lines of CSV, by number: task, batch, image, kind. */
export const releasedTasks = ({ session, projectId, until }: ReleaseScope) =>
  fetchRows(session, z.object({ line: z.string() }))`
    WITH image_position AS (${imagePositions(projectId)})
    SELECT t.id || ',' || t.batch_id || ',' || p.position || ',' || t.kind AS line FROM task t
    JOIN batch b ON b.project_id = t.project_id AND b.id = t.batch_id AND b.state <> 'draft'
      AND (b.launched_at IS NULL OR b.launched_at <= ${until})
    JOIN image_position p ON p.id = t.image_id
    WHERE t.project_id = ${projectId} ORDER BY t.id`

export const releasedConditions = ({ session, projectId, until }: ReleaseScope) =>
  fetchRows(session, z.object({ task: z.number(), rater: z.number(), conditions: z.unknown() }))`
    SELECT task_id AS task, rater_id AS rater, conditions FROM assignment
    WHERE project_id = ${projectId} AND state = 'submitted' AND submitted_at <= ${until} AND conditions IS NOT NULL AND conditions <> '{}'
    ORDER BY task_id, rater_id`

const releasedExperiment = z.object({
  experiment: z.number(),
  name: z.string(),
  factor: z.string(),
  conditions: z.unknown(),
  startedAt: z.date().nullable(),
  stoppedAt: z.date().nullable(),
})

export const releasedExperiments = ({ session, projectId, until }: ReleaseScope) =>
  readRows(session, releasedExperiment)`
    SELECT id AS experiment, name, factor::text AS factor, conditions, started_at AS "startedAt",
      CASE WHEN stopped_at <= ${until} THEN stopped_at END AS "stoppedAt"
    FROM experiment WHERE project_id = ${projectId}::int AND started_at <= ${until} ORDER BY id`
