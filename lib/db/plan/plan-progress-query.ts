import { z } from 'zod'
import { type Db, prisma } from '@/lib/db/client'
import { getRow, getValue } from '@/lib/db/session/sql'

const state = z.object({ lastEvent: z.string(), isAdaptive: z.boolean() })

/** Wanted answers may change with each audit event, and without one by decisions in adaptive batches. */
export async function findQuotaState(projectId: number, db: Db = prisma) {
  return getRow(db, state)`
    SELECT coalesce((SELECT max(id) FROM audit_event WHERE project_id = ${projectId}::int), 0)::text AS "lastEvent",
      EXISTS (SELECT FROM adaptive_batch WHERE project_id = ${projectId}::int) AS "isAdaptive"`
}

export const countWantedAnswers = (projectId: number, db: Db = prisma): Promise<number> =>
  getValue(db, z.number())`
    SELECT coalesce(sum(quota), 0)::int AS wanted FROM task
    WHERE project_id = ${projectId}::int AND kind = 'rating' AND is_launched`

/** Counts for each candidate as many votes as its task wants answers. */
export const countPlannedVotes = (projectId: number, db: Db = prisma): Promise<number> =>
  getValue(db, z.number())`
    SELECT coalesce(sum(t.quota), 0)::int AS votes
    FROM task_candidate c JOIN task t ON t.project_id = c.project_id AND t.id = c.task_id
    WHERE c.project_id = ${projectId}::int AND t.project_id = ${projectId}::int AND t.kind = 'rating' AND t.is_launched`
