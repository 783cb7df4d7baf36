import { z } from 'zod'
import { prisma } from '@/lib/db/client'
import { readRows } from '@/lib/db/session/sql'

const sizeRow = z.object({ kind: z.enum(['rating', 'training', 'test']), tasks: z.number(), candidates: z.number() })

/** More tasks would not change the average. */
const maxTasks = 500

/** Averages over at most `maxTasks`: rating tasks next in the queue (any if none is open), training and test tasks. */
export const findTaskSizes = (projectId: number) => readRows(prisma, sizeRow)`
    SELECT t.kind::text AS kind, count(*)::int AS tasks, avg((
      SELECT count(*) FROM task_candidate c WHERE c.project_id = ${projectId}::int AND c.task_id = t.id
    ))::float8 AS candidates
    FROM (
      (SELECT id, kind FROM task WHERE project_id = ${projectId}::int AND is_open ORDER BY queue_position LIMIT ${maxTasks}::int)
      UNION ALL
      (SELECT id, kind FROM task WHERE project_id = ${projectId}::int AND kind = 'rating' AND is_launched
        AND NOT EXISTS (SELECT FROM task WHERE project_id = ${projectId}::int AND is_open) LIMIT ${maxTasks}::int)
      UNION ALL
      (SELECT id, kind FROM task WHERE project_id = ${projectId}::int AND kind = 'training' AND quota IS NULL AND is_launched
        ORDER BY queue_position LIMIT ${maxTasks}::int)
      UNION ALL
      (SELECT id, kind FROM task WHERE project_id = ${projectId}::int AND kind = 'test' AND quota IS NULL AND is_launched
        ORDER BY queue_position LIMIT ${maxTasks}::int)
    ) t
    GROUP BY t.kind`
