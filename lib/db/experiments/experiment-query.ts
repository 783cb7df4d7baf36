import { z } from 'zod'
import { type Experiment, experiment } from '@/lib/contracts/experiments'
import { type Db, prisma } from '@/lib/db/client'
import { getValue, readRows, rowOf, runSql } from '@/lib/db/session/sql'
import { lockProject } from '@/lib/db/session/transaction'
import type { ExperimentConditionValue, ExperimentFactor } from '@/lib/domain/experiments/experiment'

/** Returns the newest first, with the number of assignments in each condition. */
export const findExperiments = (
  projectId: number,
  experimentId: number | null = null,
  db: Db = prisma,
): Promise<Experiment[]> =>
  readRows(db, rowOf(experiment))`
    WITH counted AS (
      SELECT c.key, c.value, count(*) FILTER (WHERE a.state = 'leased')::int AS leased,
        count(*) FILTER (WHERE a.state = 'submitted')::int AS submitted
      FROM assignment a, jsonb_each(a.conditions) c
      WHERE a.project_id = ${projectId}::int AND a.conditions IS NOT NULL
        AND (${experimentId}::int IS NULL OR c.key = (${experimentId}::int)::text)
      GROUP BY c.key, c.value
    )
    SELECT e.id, e.name, e.factor::text AS factor, e.state::text AS state, e.created_at AS "createdAt",
      e.started_at AS "startedAt", e.stopped_at AS "stoppedAt", (
        SELECT jsonb_agg(jsonb_build_object('condition', g.condition, 'leased', coalesce(n.leased, 0), 'submitted', coalesce(n.submitted, 0)) ORDER BY g.position)
        FROM jsonb_array_elements(e.conditions) WITH ORDINALITY g (condition, position)
        LEFT JOIN counted n ON n.key = e.id::text AND n.value = g.condition
      ) AS conditions
    FROM experiment e
    WHERE e.project_id = ${projectId}::int AND (${experimentId}::int IS NULL OR e.id = ${experimentId}::int)
    ORDER BY e.id DESC`

export async function insertExperiment(
  {
    projectId,
    name,
    factor,
    conditions,
  }: { projectId: number; name: string; factor: ExperimentFactor; conditions: ExperimentConditionValue[] },
  db: Db,
): Promise<number> {
  // The project's lock assigns one number at a time.
  await lockProject(db, projectId)
  return getValue(db, z.number())`
    INSERT INTO experiment (project_id, id, name, factor, conditions)
    SELECT ${projectId}::int, coalesce(max(id), 0) + 1, ${name}, ${factor}::experiment_factor, ${JSON.stringify(conditions)}::jsonb
    FROM experiment WHERE project_id = ${projectId}::int RETURNING id`
}

/** Starts a draft or stops a running experiment; false if it is not in the preceding state. */
export async function moveExperiment(
  { projectId, id }: { projectId: number; id: number },
  to: 'running' | 'stopped',
  db: Db,
): Promise<boolean> {
  const moved =
    to === 'running'
      ? await runSql(db)`UPDATE experiment SET state = 'running', started_at = now()
          WHERE project_id = ${projectId}::int AND id = ${id}::int AND state = 'draft'`
      : await runSql(db)`UPDATE experiment SET state = 'stopped', stopped_at = now()
          WHERE project_id = ${projectId}::int AND id = ${id}::int AND state = 'running'`
  return moved === 1
}
