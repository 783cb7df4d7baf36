import { z } from 'zod'
import { type Db, prisma } from '@/lib/db/client'
import { getRow } from '@/lib/db/session/sql'

const shortageRow = z.object({
  raters: z.number(),
  afterTasks: z.number().nullable(),
  workingRaters: z.number(),
  answersWanted: z.number(),
})

/** Raters for whom gold questions have run out, after how many tasks at the earliest, and what is still to be answered by how many. */
export const findGoldenShortage = (projectId: number, db: Db = prisma) =>
  getRow(db, shortageRow)`
    SELECT count(*) FILTER (WHERE golden_out_after IS NOT NULL)::int AS raters, min(golden_out_after) AS "afterTasks",
      count(*) FILTER (WHERE task_count > 0)::int AS "workingRaters",
      (SELECT coalesce(sum(quota - assigned), 0)::int FROM task
        WHERE project_id = ${projectId}::int AND is_open AND class_id IS NULL) AS "answersWanted"
    FROM rater_cursor WHERE project_id = ${projectId}::int`
