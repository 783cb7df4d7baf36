import { z } from 'zod'
import { type Db, prisma } from '@/lib/db/client'
import { getRow } from '@/lib/db/session/sql'

const taskCounts = z.object({ total: z.number(), open: z.number(), finished: z.number() })
export type TaskCounts = z.infer<typeof taskCounts>

/** Rating tasks of a project: all launched ones, those that still want raters, those with every rater's answers. */
export async function countTasks(projectId: number, db: Db = prisma): Promise<TaskCounts> {
  return getRow(db, taskCounts)`
    SELECT count(*)::int AS total, count(*) FILTER (WHERE submitted < quota)::int AS open,
      count(*) FILTER (WHERE submitted >= quota)::int AS finished
    FROM task WHERE project_id = ${projectId}::int AND kind = 'rating' AND is_launched`
}
