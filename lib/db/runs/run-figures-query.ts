import { z } from 'zod'
import { runImageCounts } from '@/lib/contracts/images/image'
import { type Db, prisma } from '@/lib/db/client'
import { type Connection, getRow, getValue } from '@/lib/db/session/sql'

const bytes = z.instanceof(Uint8Array).nullable()
const scoresRow = z.object({
  scores: bytes,
  withInterval: z.number(),
  undecided: z.number(),
  keptWithInterval: z.number(),
  keptUndecided: z.number(),
})

/** PostgreSQL sends numbers in big-endian order. */
function float64Array(value: Uint8Array | null): Float64Array {
  if (!value) return new Float64Array(0)
  const view = new DataView(value.buffer, value.byteOffset, value.byteLength)
  return Float64Array.from({ length: value.byteLength / 8 }, (_, k) => view.getFloat64(k * 8))
}

/**
 * Also counts the intervals that contain the threshold; their ends are quantiles of scores rounded to single precision.
 * Scores come as one value: rows take ten times as long.
 */
export async function findRunScores(projectId: number, runId: number, threshold: number, db: Connection) {
  // A threshold above all scores must stay above 1.
  const single = threshold > 1 ? threshold : Math.fround(threshold)
  const { scores, ...counts } = await getRow(db, scoresRow)`
    SELECT string_agg(float8send(score), ''::bytea) AS scores,
      count(low)::int AS "withInterval",
      (count(*) FILTER (WHERE low < ${single}::float8 AND high >= ${single}::float8))::int AS undecided,
      (count(low) FILTER (WHERE score >= ${threshold}::float8))::int AS "keptWithInterval",
      (count(*) FILTER (WHERE score >= ${threshold}::float8 AND low < ${single}::float8))::int AS "keptUndecided"
    FROM score WHERE project_id = ${projectId}::int AND run_id = ${runId}::int`
  return { scores: float64Array(scores), ...counts }
}

/** Returns the scores of candidates on unrated images, which keep their original label whatever the scores are. */
export async function findUnratedScores(projectId: number, runId: number, db: Connection): Promise<Float64Array> {
  const scores = await getValue(db, bytes)`
    SELECT string_agg(float8send(s.score), ''::bytea) AS scores
    FROM run_image i
    JOIN candidate c ON c.project_id = i.project_id AND c.image_id = i.image_id
    JOIN score s ON s.project_id = i.project_id AND s.run_id = i.run_id AND s.candidate_id = c.id
    WHERE i.project_id = ${projectId}::int AND i.run_id = ${runId}::int AND NOT i.is_rated`
  return float64Array(scores)
}

/**
 * Counts the images whose original label has been changed, or added, since the run: its labels were exactly the
 * original one then, or there was none.
 */
export const countChangedOriginals = (projectId: number, runId: number): Promise<number> =>
  getValue(prisma, z.number())`
    SELECT count(*)::int AS count FROM run_image r
    JOIN image i ON i.project_id = r.project_id AND i.id = r.image_id AND i.original_class_id IS NOT NULL
    LEFT JOIN run_label l ON l.project_id = r.project_id AND l.run_id = r.run_id AND l.image_id = r.image_id
      AND l.class_id = i.original_class_id
    WHERE r.project_id = ${projectId}::int AND r.run_id = ${runId}::int AND NOT r.is_changed AND r.exclusion IS NULL
      AND l.image_id IS NULL`

/** `hasDoubt` is false for runs from before disagreement was recorded. The result of a run never changes. */
export const countRunImages = ({
  projectId,
  runId,
  disagreement,
  margin,
}: {
  projectId: number
  runId: number
  disagreement: number
  margin: number
}) =>
  getRow(prisma, runImageCounts)`
    SELECT count(*)::int AS all, (count(*) FILTER (WHERE is_changed))::int AS changed,
      (count(*) FILTER (WHERE is_rated))::int AS rated, (count(*) FILTER (WHERE label_count = 0 AND exclusion IS NULL))::int AS "withoutLabel",
      (count(*) FILTER (WHERE label_count >= 2))::int AS "withSeveral",
      (count(*) FILTER (WHERE disagreement >= ${disagreement}::real))::int AS disputed,
      (count(*) FILTER (WHERE margin <= ${margin}::real))::int AS near,
      coalesce(NOT bool_or(is_rated) OR count(disagreement) > 0, true) AS "hasDoubt"
    FROM run_image WHERE project_id = ${projectId}::int AND run_id = ${runId}::int`

/** Returns whether a run stores score bins per image; older runs do not. */
export const keepsScoreBins = ({ projectId, runId }: { projectId: number; runId: number }, db: Db) =>
  getValue(db, z.boolean())`
    SELECT EXISTS (
      SELECT FROM (
        SELECT score_bins FROM run_image WHERE project_id = ${projectId}::int AND run_id = ${runId}::int ORDER BY position LIMIT 1
      ) first WHERE score_bins IS NOT NULL
    ) AS keeps`
