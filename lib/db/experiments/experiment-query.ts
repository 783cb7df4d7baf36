import type { z } from 'zod'
import { experiment } from '@/lib/contracts/experiments'
import { type Db, prisma } from '@/lib/db/client'
import { readRows, rowOf } from '@/lib/db/session/sql'

const experimentRow = rowOf(experiment)
export type ExperimentRow = z.infer<typeof experimentRow>

/** Returns the newest first, with the number of assignments in each condition. */
export async function findExperiments(
  projectId: number,
  experimentId: number | null = null,
  db: Db = prisma,
): Promise<ExperimentRow[]> {
  return readRows(db, experimentRow)`
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
}
