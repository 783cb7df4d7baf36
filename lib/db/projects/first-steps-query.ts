import { firstSteps } from '@/lib/contracts/projects/first-steps'
import { type Db, prisma } from '@/lib/db/client'
import { imageCount, ratingTaskCount } from '@/lib/db/session/project-counts'
import { getRow, sql } from '@/lib/db/session/sql'

/** An image is golden once one expert has answered it. */
export async function countFirstSteps(projectId: number, db: Db = prisma) {
  return getRow(db, firstSteps)`
    SELECT ${imageCount(sql`${projectId}::int`)} AS images,
      (SELECT count(class_index)::int FROM class WHERE project_id = ${projectId}::int) AS classes,
      (SELECT count(DISTINCT c.image_id)::int FROM golden_answer g
        JOIN candidate c ON c.project_id = g.project_id AND c.id = g.candidate_id
        WHERE g.project_id = ${projectId}::int AND g.source <> 'adjudication') AS "goldenImages",
      ${ratingTaskCount(sql`${projectId}::int`)} AS tasks,
      (SELECT count(*)::int FROM invite WHERE project_id = ${projectId}::int) +
        (SELECT count(*)::int FROM panel WHERE project_id = ${projectId}::int) +
        (SELECT count(*)::int FROM membership WHERE project_id = ${projectId}::int AND role <> 'admin') AS invited,
      (SELECT count(*)::int FROM aggregation_run WHERE project_id = ${projectId}::int) AS runs`
}
