import { type Db, prisma } from '@/lib/db/client'

/** How often rating tasks were skipped, by reason, the commonest first. */
export const countSkipReasons = (projectId: number, db: Db = prisma) =>
  db.$queryRaw<{ reason: string; count: number }[]>`
    SELECT a.skip_reason AS reason, count(*)::int AS count
    FROM assignment a JOIN task t ON t.project_id = a.project_id AND t.id = a.task_id AND t.kind = 'rating'
    WHERE a.project_id = ${projectId}::int AND a.state = 'skipped'
    GROUP BY a.skip_reason ORDER BY 2 DESC, 1`
