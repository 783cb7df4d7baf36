import { z } from 'zod'
import { prisma } from '@/lib/db/client'
import { getRow } from '@/lib/db/session/sql'
import { maxCounted } from '@/lib/domain/quality/ineffective-settings'

interface GoldenLabel {
  candidateId: number
  holds: boolean
  /** Whether gold questions may ask about its image. */
  isHidden: boolean
}

const ofKinds = z.strictObject({ holds: z.number(), holdsNot: z.number() })
const askableRow = z.object({
  ratingTasks: z.number(),
  ratingLabels: z.number(),
  hasPages: z.boolean(),
  voted: ofKinds,
  hidden: ofKinds,
  maxPerImage: ofKinds,
})

/**
 * Counts what raters can be asked about at most: see `AskableLabels`. Withdrawn tasks count if they were given to
 * anybody. `areQuestionsMade`: whether gold questions follow the current truth; otherwise every label with `isHidden`
 * counts as if a gold question asked about it.
 */
export const findAskableLabels = (
  projectId: number,
  golden: readonly GoldenLabel[],
  areQuestionsMade: boolean,
) => getRow(prisma, askableRow)`
    WITH rating AS (
      SELECT id, class_id FROM task WHERE project_id = ${projectId}::int AND kind = 'rating' AND (is_launched OR assigned > 0)
      LIMIT ${maxCounted}
    ),
    label AS (
      SELECT c.image_id, g.holds,
        EXISTS (
          SELECT FROM task_candidate k JOIN task t ON t.project_id = k.project_id AND t.id = k.task_id
          WHERE k.project_id = ${projectId}::int AND k.candidate_id = g.candidate_id AND t.kind = 'rating'
            AND (t.is_launched OR t.assigned > 0)
        ) AS is_voted,
        CASE WHEN ${areQuestionsMade}::boolean THEN EXISTS (
          SELECT FROM task_candidate k JOIN task t ON t.project_id = k.project_id AND t.id = k.task_id
          WHERE k.project_id = ${projectId}::int AND k.candidate_id = g.candidate_id AND t.kind = 'golden' AND t.is_launched
        ) ELSE g.is_hidden END AS is_hidden
      FROM unnest(${golden.map(({ candidateId }) => candidateId)}::int[], ${golden.map(({ holds }) => holds)}::boolean[],
        ${golden.map(({ isHidden }) => isHidden)}::boolean[]) AS g (candidate_id, holds, is_hidden)
      JOIN candidate c ON c.project_id = ${projectId}::int AND c.id = g.candidate_id
      -- Rules read the truth of labels from control tasks.
      WHERE NOT ${areQuestionsMade}::boolean OR EXISTS (
        SELECT FROM task_candidate k WHERE k.project_id = ${projectId}::int AND k.candidate_id = g.candidate_id
          AND k.holds IS NOT NULL
      )
    ),
    per_image AS (
      SELECT count(*) FILTER (WHERE holds) AS holds, count(*) FILTER (WHERE NOT holds) AS holds_not
      FROM label WHERE is_hidden GROUP BY image_id
    )
    SELECT (SELECT count(*) FROM rating)::int AS "ratingTasks",
      (SELECT count(*) FROM (
        SELECT FROM rating r JOIN task_candidate k ON k.project_id = ${projectId}::int AND k.task_id = r.id LIMIT ${maxCounted}
      ) counted)::int AS "ratingLabels",
      EXISTS (SELECT FROM rating WHERE class_id IS NOT NULL) AS "hasPages",
      (SELECT jsonb_build_object('holds', count(*) FILTER (WHERE holds), 'holdsNot', count(*) FILTER (WHERE NOT holds))
        FROM label WHERE is_voted) AS voted,
      (SELECT jsonb_build_object('holds', count(*) FILTER (WHERE holds), 'holdsNot', count(*) FILTER (WHERE NOT holds))
        FROM label WHERE is_hidden AND NOT is_voted) AS hidden,
      (SELECT jsonb_build_object('holds', coalesce(max(holds), 0), 'holdsNot', coalesce(max(holds_not), 0))
        FROM per_image) AS "maxPerImage"`
