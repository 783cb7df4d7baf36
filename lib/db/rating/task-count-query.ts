import { type Db, prisma } from '@/lib/db/client'

export interface TaskCounts {
  total: number
  open: number
  finished: number
}

/** Rating tasks of a project: all launched ones, those that still want raters, those with every rater's answers. */
export async function countTasks(projectId: number, db: Db = prisma): Promise<TaskCounts> {
  const [row] = await db.$queryRaw<TaskCounts[]>`
    SELECT count(*)::int AS total, count(*) FILTER (WHERE submitted < quota)::int AS open,
      count(*) FILTER (WHERE submitted >= quota)::int AS finished
    FROM task WHERE project_id = ${projectId}::int AND kind = 'rating' AND is_launched`
  return row
}
