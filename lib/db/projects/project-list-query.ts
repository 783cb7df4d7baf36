import { projectSummary } from '@/lib/contracts/projects/project'
import { type Db, prisma } from '@/lib/db/client'
import { imageCount, launchedTaskCount, unfinishedAsShown, unfinishedTaskCount } from '@/lib/db/session/project-counts'
import { empty, readRows, sql } from '@/lib/db/session/sql'

/**
 * Leaves out archived projects. For `null`, the command line, returns all projects with the role admin. A task is
 * finished when every wanted rater has answered.
 */
export async function findProjectSummaries(userId: string | null, db: Db = prisma) {
  const role = userId ? sql`m.role::text` : sql`'admin'`
  const member = userId ? sql`JOIN membership m ON m.project_id = p.id AND m.user_id = ${userId}::uuid` : empty
  return readRows(db, projectSummary)`
    SELECT p.slug, p.name, p.description, ${role} AS role, p.is_paused AS "isPaused", p.has_simulated AS "hasSimulated",
      ${imageCount(sql`p.id`)} AS "imageCount",
      t.total AS "tasksTotal", t.finished AS "tasksFinished"
    FROM project p ${member}
    CROSS JOIN LATERAL (
      SELECT total, total - CASE WHEN ${role} = 'rater' THEN ${unfinishedAsShown(sql`p.id`, sql`total`, sql`unfinished`)}
        ELSE unfinished END AS finished
      FROM (SELECT ${launchedTaskCount(sql`p.id`)} AS total, ${unfinishedTaskCount(sql`p.id`)} AS unfinished) counted
    ) t
    WHERE p.archived_at IS NULL
    ORDER BY lower(p.name), p.id`
}

export const findProjectNames = (userId: string) =>
  prisma.project.findMany({
    where: { archivedAt: null, memberships: { some: { userId } } },
    select: { slug: true, name: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })
