import { z } from 'zod'
import { reviewedImage, reviewSummary } from '@/lib/contracts/adjudication/review'
import { storedPicture } from '@/lib/contracts/images/picture'
import { type Db, prisma } from '@/lib/db/client'
import { classShownTo, expertClass } from '@/lib/db/session/shown-class'
import { empty, findRow, getValue, readRows, rowOf, runSql, sql } from '@/lib/db/session/sql'
import type { ReviewScope } from '@/lib/domain/adjudication/review'
import { markUndone } from './adjudication-rows'

interface Pool {
  projectId: number
  modelId: number
  runId: number
  scope: ReviewScope
}

// Images without a label count in no accuracy, so no model is wrong on them.
const predicted = ({ projectId, modelId, runId, scope }: Pool) => sql`
  FROM prediction p
  JOIN run_image i ON i.project_id = p.project_id AND i.run_id = ${runId}::int AND i.image_id = p.image_id
    AND i.label_count > 0
    ${scope === 'single' ? sql`AND i.label_count = 1` : scope === 'several' ? sql`AND i.label_count > 1` : empty}
  WHERE p.project_id = ${projectId}::int AND p.model_id = ${modelId}::int AND p.rank = 0`

/** Returns the images on which a model's first choice is not a label of a run, in the order of the label files. */
export const findMistakes = (pool: Pool) =>
  readRows(prisma, z.object({ imageId: z.number(), classId: z.number() }))`
    SELECT p.image_id AS "imageId", p.class_id AS "classId" ${predicted(pool)}
      AND NOT EXISTS (SELECT FROM run_label l WHERE l.project_id = p.project_id AND l.run_id = ${pool.runId}::int
        AND l.class_id = p.class_id AND l.image_id = p.image_id)
    ORDER BY i.position`

/** Counts the images with labels that the model predicts. */
export const countPredicted = (pool: Pool): Promise<number> =>
  getValue(prisma, z.number())`SELECT count(*)::int AS count ${predicted(pool)}`

const reviewRow = rowOf(reviewSummary.omit({ done: true, verdicts: true })).extend(reviewSummary.shape.verdicts.shape)

/** Counts the newest verdict of each image. Returns the newest review first. */
export const findReviews = (
  projectId: number,
  { reviewId = null, modelId = null }: { reviewId?: number | null; modelId?: number | null },
) =>
  readRows(prisma, reviewRow)`
    SELECT c.id, c.name, c.model_id AS "modelId", m.name AS model, c.run_id AS "runId", c.label_scope AS scope, c.seed,
      c.pool_size AS "poolSize", c.created_at AS "createdAt",
      (SELECT count(*)::int FROM review_item i WHERE i.project_id = c.project_id AND i.review_id = c.id) AS size,
      v.wrong, v.missing, v.unclear
    FROM review c JOIN model m ON m.project_id = c.project_id AND m.id = c.model_id
    CROSS JOIN LATERAL (
      SELECT (count(*) FILTER (WHERE verdict = 'wrong'))::int AS wrong,
        (count(*) FILTER (WHERE verdict = 'missing'))::int AS missing,
        (count(*) FILTER (WHERE verdict = 'unclear'))::int AS unclear
      FROM (SELECT DISTINCT ON (image_id) verdict FROM review_answer a
        WHERE a.project_id = c.project_id AND a.review_id = c.id ORDER BY image_id, answered_at DESC, rater_id) n
    ) v
    WHERE c.project_id = ${projectId}::int AND (${reviewId}::int IS NULL OR c.id = ${reviewId}::int)
      AND (${modelId}::int IS NULL OR c.model_id = ${modelId}::int)
    ORDER BY c.id DESC`

export const openReviewImages = (projectId: number) => sql`
  (SELECT count(*)::int FROM review_item i WHERE i.project_id = ${projectId}::int AND NOT EXISTS (
    SELECT FROM review_answer a
    WHERE a.project_id = i.project_id AND a.review_id = i.review_id AND a.image_id = i.image_id))`

export const findOpenPositions = (projectId: number, reviewId: number) =>
  readRows(prisma, z.object({ position: z.number(), imageId: z.number() }))`
    SELECT i.position, i.image_id AS "imageId" FROM review_item i
    JOIN image m ON m.project_id = i.project_id AND m.id = i.image_id
    WHERE i.project_id = ${projectId}::int AND i.review_id = ${reviewId}::int AND NOT EXISTS (
      SELECT FROM review_answer a WHERE a.project_id = i.project_id AND a.review_id = i.review_id AND a.image_id = i.image_id)
    ORDER BY m.content_hash IS NULL, i.position`

const itemRow = z.object({
  position: z.number(),
  imageId: z.number(),
  classId: z.number(),
  shown: expertClass,
  ...storedPicture.shape,
  originalName: z.string().nullable(),
  originalExternalId: z.string().nullable(),
  originalIndex: z.number().nullable(),
  score: z.number().nullable(),
})

/** Returns one image of a review with the model's prediction, in a rater's language; null if there is none. */
export const findReviewItem = (
  { projectId, reviewId, runId, raterId }: { projectId: number; reviewId: number; runId: number; raterId: number },
  index: number,
  db: Db = prisma,
) =>
  findRow(db, itemRow)`
    SELECT t.position AS position, t.image_id AS "imageId", t.class_id AS "classId", ${classShownTo(projectId, raterId)} AS shown,
      i.content_hash AS "contentHash", i.width, i.height, i.credit,
      i.credit_url AS "creditUrl", i.license, o.name AS "originalName", o.external_id AS "originalExternalId",
      o.class_index AS "originalIndex", s.score
    FROM review_item t
    JOIN class l ON l.project_id = t.project_id AND l.id = t.class_id
    JOIN image i ON i.project_id = t.project_id AND i.id = t.image_id
    LEFT JOIN class o ON o.project_id = i.project_id AND o.id = i.original_class_id
    LEFT JOIN candidate c ON c.project_id = t.project_id AND c.image_id = t.image_id AND c.class_id = t.class_id
    LEFT JOIN score s ON s.project_id = c.project_id AND s.run_id = ${runId}::int AND s.candidate_id = c.id
    WHERE t.project_id = ${projectId}::int AND t.review_id = ${reviewId}::int AND t.position = ${index}::int`

export const findKeptClasses = (projectId: number, runId: number, imageId: number) =>
  readRows(prisma, z.object({ name: z.string(), externalId: z.string().nullable(), index: z.number().nullable() }))`
    SELECT k.name, k.external_id AS "externalId", k.class_index AS index FROM run_label l
    JOIN class k ON k.project_id = l.project_id AND k.id = l.class_id
    WHERE l.project_id = ${projectId}::int AND l.run_id = ${runId}::int AND l.image_id = ${imageId}::int ORDER BY k.name`

const judgedRow = z.object({ ...reviewedImage.shape, raterId: z.number(), answeredAt: z.date() })

/** Returns the newest verdict on each image, in the review's order. */
export const findJudgedImages = (projectId: number, review: { id: number; runId: number }) =>
  readRows(prisma, judgedRow)`
    SELECT t.position AS position, t.image_id AS "imageId", i.file_name AS "fileName", i.content_hash AS "contentHash",
      i.credit, i.license, l.name AS predicted, a.verdict::text AS verdict, a.category, a.severity, a.note,
      a.rater_id AS "raterId", coalesce(u.name, 'Expert ' || a.rater_id) AS by, a.answered_at AS "answeredAt",
      ARRAY(SELECT k.name FROM run_label r JOIN class k ON k.project_id = r.project_id AND k.id = r.class_id
        WHERE r.project_id = t.project_id AND r.run_id = ${review.runId}::int AND r.image_id = t.image_id
        ORDER BY k.name) AS labels
    FROM review_item t
    JOIN LATERAL (
      SELECT * FROM review_answer x
      WHERE x.project_id = t.project_id AND x.review_id = t.review_id AND x.image_id = t.image_id
      ORDER BY x.answered_at DESC, x.rater_id LIMIT 1
    ) a ON true
    JOIN class l ON l.project_id = t.project_id AND l.id = t.class_id
    JOIN image i ON i.project_id = t.project_id AND i.id = t.image_id
    LEFT JOIN rater_identity d ON d.project_id = a.project_id AND d.rater_id = a.rater_id
    LEFT JOIN app_user u ON u.id = d.user_id
    WHERE t.project_id = ${projectId}::int AND t.review_id = ${review.id}::int ORDER BY t.position`

/** The project must be locked. */
export async function insertReview(
  review: Pool & { name: string; seed: number; poolSize: number; items: { imageId: number; classId: number }[] },
  db: Db,
): Promise<number> {
  const { projectId, name, modelId, runId, seed, poolSize, scope, items } = review
  const id = await getValue(db, z.number())`
    INSERT INTO review (project_id, id, name, model_id, run_id, seed, pool_size, label_scope)
    SELECT ${projectId}::int, coalesce(max(id), 0) + 1, ${name}, ${modelId}::int, ${runId}::int, ${seed}::int,
      ${poolSize}::int, ${scope}
    FROM review WHERE project_id = ${projectId}::int RETURNING id`
  await runSql(db)`
    INSERT INTO review_item (project_id, review_id, image_id, position, class_id)
    SELECT ${projectId}::int, ${id}::int, u.image_id, u.position - 1, u.class_id
    FROM unnest(${items.map(({ imageId }) => imageId)}::int[], ${items.map(({ classId }) => classId)}::int[])
      WITH ORDINALITY AS u (image_id, class_id, position)`
  return id
}

/** Withdraws an expert's adjudications of a candidate that came from a review. */
export async function withdrawReviewVerdicts(
  {
    projectId,
    reviewId,
    candidateId,
    raterId,
  }: { projectId: number; reviewId: number; candidateId: number; raterId: number },
  db: Db,
) {
  const fromReview = sql`candidate_id = ${candidateId}::int AND rater_id = ${raterId}::int AND reason = 'review'
    AND (origin->>'review')::int = ${reviewId}::int`
  await markUndone(projectId, fromReview, db)
}
