import { type ProjectCounts, projectCounts, projectOverview } from '@/lib/contracts/projects/project'
import { type Db, prisma } from '@/lib/db/client'
import { candidateCount, imageCount, voteCount } from '@/lib/db/session/project-counts'
import { getRow, rowOf, sql } from '@/lib/db/session/sql'

const sizes = rowOf(
  projectOverview.pick({
    ...{ imageCount: true, candidateCount: true, voteCount: true, ratersActive: true, lastActivityAt: true },
  }),
)

/** The last activity comes from each rater's last submission, so that assignments need not be scanned. */
export async function findProjectSizes(projectId: number, db: Db = prisma) {
  const project = sql`${projectId}::int`
  return getRow(db, sizes)`
    SELECT ${imageCount(project)} AS "imageCount", ${candidateCount(project)} AS "candidateCount",
      ${voteCount(project)} AS "voteCount", r.active AS "ratersActive", r.last AS "lastActivityAt"
    FROM (
      SELECT count(*) FILTER (WHERE NOT r.is_expert AND coalesce(own.has, imported.has, false))::int AS active,
        max(latest.submitted_at) AS last
      FROM rater r LEFT JOIN LATERAL (
        SELECT submitted_at FROM assignment a
        WHERE a.project_id = r.project_id AND a.rater_id = r.id AND a.submitted_order IS NOT NULL
        ORDER BY a.submitted_order DESC LIMIT 1
      ) latest ON true
      LEFT JOIN LATERAL (
        SELECT true AS has FROM assignment a WHERE a.project_id = r.project_id AND a.rater_id = r.id
          AND a.submitted_order IS NOT NULL AND a.state = 'submitted' LIMIT 1
      ) own ON true
      LEFT JOIN LATERAL (
        SELECT true AS has FROM assignment a WHERE a.project_id = r.project_id AND a.rater_id = r.id
          AND a.submitted_order IS NULL AND a.state = 'submitted' LIMIT 1
      ) imported ON true
      WHERE r.project_id = ${projectId}::int
    ) r`
}

export async function countProjectRows(projectId: number, db: Db = prisma): Promise<ProjectCounts> {
  const project = sql`${projectId}::int`
  return getRow(db, projectCounts)`
    SELECT ${imageCount(project)} AS images, ${voteCount(project)} AS votes,
      (SELECT count(*)::int FROM golden_answer WHERE project_id = ${projectId}::int) AS "goldenAnswers",
      (SELECT count(*)::int FROM aggregation_run WHERE project_id = ${projectId}::int) AS runs,
      (SELECT count(*)::int FROM release WHERE project_id = ${projectId}::int) AS releases`
}
