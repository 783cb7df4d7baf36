import { z } from 'zod'
import { goldenAnswersOf } from '@/lib/db/runs/read-aggregation-rows'
import type { CopySession } from '@/lib/db/session/copy-session'
import { readColumns } from '@/lib/db/session/read-columns'
import { chosenImages, countedRaterParameters, isUsableRun } from '@/lib/db/session/row-conditions'
import { empty, findRow, readRows, readValues, sql } from '@/lib/db/session/sql'

export async function readGoldenEvidence(session: CopySession, projectId: number) {
  const answers = await readColumns(session, { candidate: Int32Array, rater: Int32Array, answer: Uint8Array })`
    ${goldenAnswersOf(projectId, () => sql`true`, empty)}`
  const experts = await readValues(session, z.number())`
    SELECT id FROM rater WHERE project_id = ${projectId}::int AND is_expert`
  const candidates = await readRows(
    session,
    z.object({ id: z.number(), imageId: z.number(), isOriginal: z.boolean(), isAsked: z.boolean() }),
  )`
    SELECT c.id, c.image_id AS "imageId", c.is_original AS "isOriginal", EXISTS (
      SELECT FROM task_candidate k JOIN task t ON t.project_id = k.project_id AND t.id = k.task_id
      WHERE k.project_id = c.project_id AND k.candidate_id = c.id AND t.kind = 'rating') AS "isAsked"
    FROM candidate c
    WHERE c.project_id = ${projectId}::int AND c.id = ANY (${[...new Set(answers.candidate)]}::int[]) ORDER BY c.id`
  const chosen = await readValues(session, z.number())`${chosenImages(projectId, sql`true`)}`
  return { answers, experts: new Set(experts), candidates, chosen: new Set(chosen) }
}

const runRow = z.object({
  id: z.number(),
  threshold: z.number(),
  prior: z.number().nullable(),
  raterParameters: z.unknown(),
})

export const findLatestRun = (session: CopySession, projectId: number) =>
  findRow(session, runRow)`
    SELECT id, threshold, prior, rater_parameters AS "raterParameters" FROM aggregation_run
    WHERE project_id = ${projectId}::int AND ${isUsableRun} ORDER BY id DESC LIMIT 1`

/** Returns the latest usable run with a confusion matrix of two hidden classes for each rater. */
export const findRunWithMatrices = (session: CopySession, projectId: number) =>
  findRow(session, runRow)`
    SELECT id, threshold, prior, ${countedRaterParameters(projectId)} AS "raterParameters" FROM aggregation_run
    WHERE project_id = ${projectId}::int AND ${isUsableRun} AND prior > 0 AND prior < 1 AND threshold > 0 AND threshold < 1
      AND jsonb_array_length(coalesce(rater_parameters -> 'classes', '[]')) = 2
      AND jsonb_typeof(rater_parameters #> '{raters,0,probability}') = 'array'
    ORDER BY id DESC LIMIT 1`
