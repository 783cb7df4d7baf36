import { z } from 'zod'
import { type ProjectCounts, projectCounts } from '@/lib/contracts/projects/project'
import { type Db, prisma } from '@/lib/db/client'
import { getRow } from '@/lib/db/session/sql'

const row = z.object({
  imageCount: z.number(),
  candidateCount: z.number(),
  voteCount: z.number(),
  ratersActive: z.number(),
  lastActivityAt: z.date().nullable(),
})

/**
 * The sizes of a project. Votes are summed from the candidates' counters, which a trigger keeps, and the last activity is
 * read from each rater's last submission, so that neither votes nor assignments are read through.
 */
export async function findProjectSizes(projectId: number, db: Db = prisma) {
  return getRow(db, row)`
    SELECT (SELECT count(*)::int FROM image WHERE project_id = ${projectId}::int) AS "imageCount",
      c.candidates AS "candidateCount", c.votes AS "voteCount", r.active AS "ratersActive", r.last AS "lastActivityAt"
    FROM (
      SELECT count(*)::int AS candidates, coalesce(sum(vote_count), 0)::int AS votes
      FROM candidate WHERE project_id = ${projectId}::int
    ) c, (
      SELECT count(*) FILTER (WHERE NOT r.is_expert AND EXISTS (
          SELECT FROM assignment a WHERE a.project_id = r.project_id AND a.rater_id = r.id AND a.state = 'submitted'
        ))::int AS active, max(latest.submitted_at) AS last
      FROM rater r LEFT JOIN LATERAL (
        SELECT submitted_at FROM assignment a
        WHERE a.project_id = r.project_id AND a.rater_id = r.id AND a.submitted_order IS NOT NULL
        ORDER BY a.submitted_order DESC LIMIT 1
      ) latest ON true
      WHERE r.project_id = ${projectId}::int
    ) r`
}

/** What is deleted with a project. Votes are summed from the candidates' counters. */
export async function countProjectRows(projectId: number, db: Db = prisma): Promise<ProjectCounts> {
  return getRow(db, projectCounts)`
    SELECT (SELECT count(*)::int FROM image WHERE project_id = ${projectId}::int) AS images,
      (SELECT coalesce(sum(vote_count), 0)::int FROM candidate WHERE project_id = ${projectId}::int) AS votes,
      (SELECT count(*)::int FROM golden_answer WHERE project_id = ${projectId}::int) AS "goldenAnswers",
      (SELECT count(*)::int FROM aggregation_run WHERE project_id = ${projectId}::int) AS runs,
      (SELECT count(*)::int FROM release WHERE project_id = ${projectId}::int) AS releases`
}
