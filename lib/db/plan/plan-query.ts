import { z } from 'zod'
import { type Db, prisma } from '@/lib/db/client'
import { chosenImages } from '@/lib/db/session/chosen-images'
import { imageCount, ratingTaskCount } from '@/lib/db/session/project-counts'
import { getRow, readRows, sql } from '@/lib/db/session/sql'

const sizes = z.object({
  imageCount: z.number(),
  classCount: z.number(),
  listedCandidates: z.number(),
  goldenImages: z.number(),
  raters: z.number(),
})

/** Leaves out golden images that an admin chose, and counts only raters who may answer. */
export async function findPlanSizes(projectId: number, db: Db = prisma) {
  return getRow(db, sizes)`
    SELECT ${imageCount(sql`${projectId}::int`)} AS "imageCount",
      (SELECT count(*)::int FROM class WHERE project_id = ${projectId}::int AND class_index IS NOT NULL) AS "classCount",
      (SELECT count(*)::int FROM listed_candidate WHERE project_id = ${projectId}::int) AS "listedCandidates",
      (SELECT count(DISTINCT c.image_id)::int FROM golden_answer g
        JOIN rater r ON r.project_id = g.project_id AND r.id = g.rater_id
        JOIN candidate c ON c.project_id = g.project_id AND c.id = g.candidate_id
        WHERE g.project_id = ${projectId}::int AND r.is_expert AND g.source = 'expert'
          AND c.image_id NOT IN (${chosenImages(projectId)})) AS "goldenImages",
      (SELECT count(*)::int FROM rater
        WHERE project_id = ${projectId}::int AND NOT is_expert AND NOT is_left_out AND paused_at IS NULL) AS raters`
}

export async function findPlanScale(projectId: number, db: Db = prisma) {
  const project = sql`${projectId}::int`
  return getRow(db, z.object({ rows: z.number(), lastEvent: z.string() }))`
    SELECT ${imageCount(project)} + ${ratingTaskCount(project)} AS rows,
      coalesce((SELECT max(id) FROM audit_event WHERE project_id = ${projectId}::int), 0)::text AS "lastEvent"`
}

export const countVoted = (projectId: number, db: Db = prisma) =>
  readRows(db, z.object({ votes: z.number(), candidates: z.number() }))`
    SELECT vote_count AS votes, count(*)::int AS candidates FROM candidate
    WHERE project_id = ${projectId}::int AND vote_count > 0 GROUP BY vote_count ORDER BY vote_count`

const counts = z.object({ predictions: z.number(), images: z.number() })

/** Each predicted image has a prediction of rank 0. */
export async function countPredictions(projectId: number, modelId: number, db: Db = prisma) {
  return getRow(db, counts)`
    SELECT count(*)::int AS predictions, count(*) FILTER (WHERE rank = 0)::int AS images
    FROM prediction WHERE project_id = ${projectId}::int AND model_id = ${modelId}::int`
}

const namedClass = z.object({ index: z.number(), name: z.string() })

export async function findClassNames(projectId: number, indices: readonly number[], db: Db = prisma) {
  if (indices.length === 0) return []
  return readRows(db, namedClass)`
    SELECT class_index AS index, name FROM class
    WHERE project_id = ${projectId}::int AND class_index = ANY (${[...indices]}::int[]) ORDER BY class_index`
}
