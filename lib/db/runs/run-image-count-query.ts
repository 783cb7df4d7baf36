import { z } from 'zod'
import { runImageCounts } from '@/lib/contracts/images/image'
import { type Db, prisma } from '@/lib/db/client'
import { getRow, getValue } from '@/lib/db/session/sql'

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
