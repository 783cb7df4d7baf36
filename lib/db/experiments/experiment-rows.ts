import { z } from 'zod'
import type { Db } from '@/lib/db/client'
import { getValue, runSql } from '@/lib/db/session/sql'
import { lockProject } from '@/lib/db/session/transaction'
import type { ExperimentConditionValue, ExperimentFactor } from '@/lib/domain/experiments/experiment'

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
