import { z } from 'zod'
import {
  firstSteps,
  type ProjectCounts,
  projectCounts,
  projectOverview,
  projectSummary,
} from '@/lib/contracts/projects/project'
import { openReviewImages } from '@/lib/db/adjudication/review-query'
import { openSuggestions } from '@/lib/db/classes/suggestion-query'
import { type Db, prisma } from '@/lib/db/client'
import { differingTallies, tallyCounts } from '@/lib/db/golden/golden-truth-query'
import { openFlaggedImages } from '@/lib/db/images/flagged-image-query'
import {
  candidateCount,
  imageCount,
  launchedTaskCount,
  ratingTaskCount,
  unfinishedAsShown,
  unfinishedTaskCount,
  voteCount,
} from '@/lib/db/session/project-counts'
import { type Connection, empty, findRow, getRow, getValue, readRows, rowOf, sql } from '@/lib/db/session/sql'

const sizes = rowOf(
  projectOverview.pick({ imageCount: true, candidateCount: true, voteCount: true, lastActivityAt: true }),
)

/** The last activity comes from each rater's last submission, so that assignments need not be scanned. */
export async function findProjectSizes(projectId: number, db: Db = prisma) {
  const project = sql`${projectId}::int`
  return getRow(db, sizes)`
    SELECT ${imageCount(project)} AS "imageCount", ${candidateCount(project)} AS "candidateCount",
      ${voteCount(project)} AS "voteCount", (
        SELECT max(latest.submitted_at) FROM rater r CROSS JOIN LATERAL (
          SELECT submitted_at FROM assignment a
          WHERE a.project_id = r.project_id AND a.rater_id = r.id AND a.submitted_order IS NOT NULL
          ORDER BY a.submitted_order DESC LIMIT 1
        ) latest WHERE r.project_id = ${projectId}::int
      ) AS "lastActivityAt"`
}

export async function countProjectRows(projectId: number, db: Db = prisma): Promise<ProjectCounts> {
  const project = sql`${projectId}::int`
  return getRow(db, projectCounts)`
    SELECT ${imageCount(project)} AS images, ${voteCount(project)} AS votes,
      (SELECT count(*)::int FROM golden_answer WHERE project_id = ${projectId}::int) AS "goldenAnswers",
      (SELECT count(*)::int FROM aggregation_run WHERE project_id = ${projectId}::int) AS runs,
      (SELECT count(*)::int FROM release WHERE project_id = ${projectId}::int) AS releases`
}

/** An image is golden once one expert has answered it. */
export const countFirstSteps = (projectId: number) =>
  getRow(prisma, firstSteps)`
    SELECT ${imageCount(sql`${projectId}::int`)} AS images,
      (SELECT count(class_index)::int FROM class WHERE project_id = ${projectId}::int) AS classes,
      (SELECT count(DISTINCT c.image_id)::int FROM golden_answer g
        JOIN candidate c ON c.project_id = g.project_id AND c.id = g.candidate_id
        WHERE g.project_id = ${projectId}::int AND g.source <> 'adjudication') AS "goldenImages",
      ${ratingTaskCount(sql`${projectId}::int`)} AS tasks,
      (SELECT count(*)::int FROM invite WHERE project_id = ${projectId}::int) +
        (SELECT count(*)::int FROM panel WHERE project_id = ${projectId}::int) AS links,
      (SELECT count(*)::int FROM membership WHERE project_id = ${projectId}::int AND role <> 'admin') AS joined,
      (SELECT count(*)::int FROM aggregation_run WHERE project_id = ${projectId}::int) AS runs`

export const hasImages = async (on: Connection, projectId: number): Promise<boolean> =>
  (await findRow(on, z.object({}))`SELECT FROM image WHERE project_id = ${projectId}::int LIMIT 1`) !== null

export const findRatersPerTask = (on: Connection, projectId: number): Promise<number> =>
  getValue(on, z.int())`SELECT raters_per_task FROM project WHERE id = ${projectId}::int`

const summaryRow = projectSummary.omit({ votes: true }).extend({ id: z.number(), voteCount: z.number() })

/**
 * Leaves out archived projects. For `null`, the command line, returns all projects with the role admin. A task is
 * finished when every wanted rater has answered.
 */
export async function findProjectSummaries(userId: string | null, db: Db = prisma) {
  const role = userId ? sql`m.role::text` : sql`'admin'`
  const member = userId ? sql`JOIN membership m ON m.project_id = p.id AND m.user_id = ${userId}::uuid` : empty
  return readRows(db, summaryRow)`
    SELECT p.id, p.slug, p.name, p.description, ${role} AS role, p.is_paused AS "isPaused", p.has_simulated AS "hasSimulated",
      ${imageCount(sql`p.id`)} AS "imageCount", ${voteCount(sql`p.id`)} AS "voteCount",
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

const waitingRow = z.object({ flags: z.number(), reviews: z.number(), suggestions: z.number(), tallies: tallyCounts })

export const findWaiting = ({ projectId, hiddenImages }: { projectId: number; hiddenImages: readonly number[] }) =>
  getRow(prisma, waitingRow)`
    SELECT ${openFlaggedImages(projectId)} AS flags, ${openReviewImages(projectId)} AS reviews,
      ${openSuggestions(projectId)} AS suggestions,
      ${differingTallies(projectId, hiddenImages)} AS tallies`
