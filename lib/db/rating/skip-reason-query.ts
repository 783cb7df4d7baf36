import { z } from 'zod'
import { type Db, prisma } from '@/lib/db/client'
import { readRows } from '@/lib/db/session/sql'

export const countSkipReasons = (projectId: number, db: Db = prisma) =>
  readRows(db, z.object({ reason: z.string(), count: z.number() }))`
    SELECT a.skip_reason AS reason, count(*)::int AS count
    FROM assignment a JOIN task t ON t.project_id = a.project_id AND t.id = a.task_id AND t.kind = 'rating'
    WHERE a.project_id = ${projectId}::int AND a.state = 'skipped'
    GROUP BY a.skip_reason ORDER BY 2 DESC, 1`
