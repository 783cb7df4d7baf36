import { z } from 'zod'
import { modelScore } from '@/lib/contracts/models/model-score'
import { prisma } from '@/lib/db/client'
import type { CopySession } from '@/lib/db/session/copy-session'
import { getValue, newRow, readRows, readValues, runSql } from '@/lib/db/session/sql'

interface WrittenEvaluations {
  projectId: number
  runId: number
  inputHash: string
  /** Figures of the run itself. */
  own: object
  models: { modelId: number; changedAt: Date; figures: object }[]
}

/** Replaces evaluations, except those of models deleted in the meantime. */
export async function writeEvaluations(
  session: CopySession,
  { projectId, runId, inputHash, own, models }: WrittenEvaluations,
): Promise<void> {
  await runSql(session)`
    INSERT INTO run_evaluation ${newRow({ projectId, runId, figures: JSON.stringify(own), inputHash })}
    ON CONFLICT (project_id, run_id) DO UPDATE
    SET figures = excluded.figures, input_hash = excluded.input_hash, created_at = excluded.created_at`
  for (const { modelId, changedAt, figures } of models)
    await runSql(session)`
      INSERT INTO model_evaluation (project_id, run_id, model_id, figures, model_changed_at, input_hash)
      SELECT ${projectId}::int, ${runId}::int, ${modelId}::int, ${JSON.stringify(figures)}, ${changedAt}, ${inputHash}
      WHERE EXISTS (SELECT FROM model WHERE project_id = ${projectId}::int AND id = ${modelId}::int)
      ON CONFLICT (project_id, run_id, model_id) DO UPDATE
      SET figures = excluded.figures, model_changed_at = excluded.model_changed_at, input_hash = excluded.input_hash,
        created_at = excluded.created_at`
}

const stateRow = z.object({ modelId: z.number(), isCurrent: z.boolean() })

export const findEvaluationStates = (projectId: number, runId: number, inputHash: string) =>
  readRows(prisma, stateRow)`
    SELECT m.id AS "modelId",
      coalesce(e.model_changed_at = m.changed_at AND e.input_hash = ${inputHash}, false) AS "isCurrent"
    FROM model m
    LEFT JOIN model_evaluation e ON e.project_id = m.project_id AND e.model_id = m.id AND e.run_id = ${runId}::int
    WHERE m.project_id = ${projectId}::int ORDER BY m.id`

const summaryRow = modelScore
  .pick({ modelId: true, name: true, isScoredOnly: true, isCurrent: true })
  .extend({ figures: z.unknown() })

/** Leaves out the large parts, classes and single images. `figures` is null if there is no evaluation. */
export const findEvaluationSummaries = (projectId: number, runId: number, inputHash: string) =>
  readRows(prisma, summaryRow)`
    SELECT m.id AS "modelId", m.name, m.is_scored_only AS "isScoredOnly",
      coalesce(e.model_changed_at = m.changed_at AND e.input_hash = ${inputHash}, false) AS "isCurrent",
      e.figures - 'byClass' - 'outcome' - 'has' AS figures
    FROM model m
    LEFT JOIN model_evaluation e ON e.project_id = m.project_id AND e.model_id = m.id AND e.run_id = ${runId}::int
    WHERE m.project_id = ${projectId}::int ORDER BY m.id`

/** Includes classes and single images only if `isWhole`. */
export async function findRunEvaluation(projectId: number, runId: number, isWhole: boolean) {
  const rows = isWhole
    ? await readRows(prisma, z.object({ figures: z.unknown(), inputHash: z.string() }))`
        SELECT figures, input_hash AS "inputHash" FROM run_evaluation
        WHERE project_id = ${projectId}::int AND run_id = ${runId}::int`
    : await readRows(prisma, z.object({ figures: z.unknown(), inputHash: z.string() }))`
        SELECT figures - 'byClass' - 'outcome' - 'has' AS figures, input_hash AS "inputHash" FROM run_evaluation
        WHERE project_id = ${projectId}::int AND run_id = ${runId}::int`
  return rows.at(0) ?? null
}

/** Returns a hash of all original labels, independent of their order, that tells whether they have changed. */
export const hashOriginalLabels = (projectId: number): Promise<string> =>
  getValue(prisma, z.string())`
    SELECT concat_ws(':', count(*), coalesce(sum(hashtextextended(concat_ws(':', id, original_class_id), 0)), 0)) AS hash
    FROM image WHERE project_id = ${projectId}::int AND original_class_id IS NOT NULL`

/** Returns the annotators in a run other than raters: the original label, and models. */
export async function findAnnotatorNames(projectId: number, runId: number): Promise<Set<string>> {
  const names = await readValues(prisma, z.string())`
    SELECT DISTINCT a ->> 'name' AS name
    FROM aggregation_run r, jsonb_array_elements(
      CASE jsonb_typeof(r.rater_parameters -> 'annotators') WHEN 'array' THEN r.rater_parameters -> 'annotators' ELSE '[]' END
    ) a
    WHERE r.project_id = ${projectId}::int AND r.id = ${runId}::int AND a ->> 'name' IS NOT NULL`
  return new Set(names)
}

const outcomeRow = z.object({ modelId: z.number(), name: z.string(), outcome: z.string(), has: z.string().nullable() })

/** Returns the images on which models are right, packed as stored. `has` is set if labels are not the run's own. */
export const findOutcomes = (projectId: number, runId: number, modelIds: number[]) =>
  readRows(prisma, outcomeRow)`
    SELECT e.model_id AS "modelId", m.name, e.figures ->> 'outcome' AS outcome, e.figures ->> 'has' AS has
    FROM model_evaluation e JOIN model m ON m.project_id = e.project_id AND m.id = e.model_id
    WHERE e.project_id = ${projectId}::int AND e.run_id = ${runId}::int AND e.model_id = ANY(${modelIds}::int[])
      AND e.figures ->> 'outcome' IS NOT NULL`

export async function findModelEvaluation(projectId: number, runId: number, modelId: number) {
  const rows = await readRows(prisma, z.object({ figures: z.unknown() }))`
    SELECT figures - 'outcome' - 'has' AS figures FROM model_evaluation
    WHERE project_id = ${projectId}::int AND run_id = ${runId}::int AND model_id = ${modelId}::int`
  return rows.at(0)?.figures ?? null
}

/** Returns the models whose first choices a run used as evidence: all models if it counted only how many agree. */
export async function findEvidenceModels(projectId: number, runId: number): Promise<string[]> {
  const rows = await readRows(prisma, z.object({ name: z.string() }))`
    WITH annotator AS (
      SELECT DISTINCT a ->> 'name' AS name
      FROM aggregation_run r, jsonb_array_elements(r.rater_parameters -> 'annotators') a
      WHERE r.project_id = ${projectId}::int AND r.id = ${runId}::int
    )
    SELECT m.name FROM model m
    WHERE m.project_id = ${projectId}::int AND NOT m.is_scored_only AND (
      m.name IN (SELECT name FROM annotator)
      OR EXISTS (SELECT FROM annotator a WHERE a.name ~ '^At least [0-9]+ of [0-9]+ models$')
        AND m.created_at < (SELECT created_at FROM aggregation_run WHERE project_id = ${projectId}::int AND id = ${runId}::int)
    )
    ORDER BY m.name`
  return rows.map(({ name }) => name)
}
