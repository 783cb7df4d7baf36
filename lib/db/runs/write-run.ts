import { z } from 'zod'
import type { AggregationRun, RunConfirmation } from '@/lib/db/generated/client'
import { asReal, type CopyRow, type CopySession, withCopySession } from '@/lib/db/session/copy-session'
import { asJson, type Connection, findRow, getValue, newRow, runSql, sql } from '@/lib/db/session/sql'
import { lockProject } from '@/lib/db/session/transaction'
import type { LabelDecision } from '@/lib/domain/adjudication/adjudication'

type JsonColumn = 'parameters' | 'raterParameters' | 'history' | 'evaluation' | 'checks'

export interface RunRows {
  run: Omit<AggregationRun, 'id' | 'createdAt' | JsonColumn> & Record<JsonColumn, unknown>
  /** Null for methods that estimate nothing about classes. */
  classParameters: unknown
  /** Bounds of the score's interval are null unless the method has one. */
  scores: Iterable<ScoreRow>
  images: Iterable<ImageRow>
  labels: Iterable<readonly [classId: number, imageId: number]>
}

type ScoreRow = readonly [
  candidateId: number,
  score: number,
  posterior: readonly number[],
  low: number | null,
  high: number | null,
  decision: LabelDecision | null,
  calibrated: number | null,
  evidence: number | null,
  golden: boolean | null,
]

/** Disagreement and margin are null without votes, the exclusion unless the run left the image out. */
type ImageRow = readonly [
  imageId: number,
  position: number,
  labelCount: number,
  isChanged: boolean,
  isRated: boolean,
  disagreement: number | null,
  margin: number | null,
  exclusion: string | null,
  scoreBins: number,
]

function* behind<Row extends CopyRow>(first: readonly number[], rows: Iterable<Row>): Generator<CopyRow> {
  for (const row of rows) yield [...first, ...row]
}

function* imageRows(first: readonly number[], images: Iterable<ImageRow>): Generator<CopyRow> {
  for (const [imageId, position, labelCount, isChanged, isRated, disagreement, margin, ...rest] of images) {
    // A score may be closer to the threshold than a real can say.
    const doubt = [disagreement && asReal(disagreement), margin && asReal(margin)]
    yield [...first, imageId, position, labelCount, isChanged, isRated, ...doubt, ...rest]
  }
}

/** Includes removed runs, so that what an admin does to one on a page opened earlier never applies to another. */
const usedNumbers = (projectId: number) => sql`
  SELECT id FROM aggregation_run WHERE project_id = ${projectId}
  UNION ALL SELECT (details->>'runId')::int FROM audit_event WHERE project_id = ${projectId} AND action = 'run.remove'`

/** Writes everything in one transaction and returns the run's number. `beforeCommit` writes what must be in it too. */
export const writeRun = (
  { run, classParameters, scores, images, labels }: RunRows,
  beforeCommit: (session: CopySession, runId: number) => Promise<void>,
): Promise<number> =>
  withCopySession(async (session) => {
    // The project's lock assigns one run number at a time.
    await lockProject(session, run.projectId)
    const id = await getValue(session, z.number())`
      INSERT INTO aggregation_run ${newRow({
        ...run,
        id: sql`(SELECT coalesce(max(id), 0) + 1 FROM (${usedNumbers(run.projectId)}) used)`,
        parameters: asJson(run.parameters),
        raterParameters: asJson(run.raterParameters),
        history: asJson(run.history),
        evaluation: asJson(run.evaluation),
        checks: asJson(run.checks),
      })} RETURNING id`
    const key = [run.projectId, id]
    if (classParameters !== null)
      await runSql(session)`
        INSERT INTO run_class_parameters ${newRow({ projectId: run.projectId, runId: id, parameters: asJson(classParameters) })}`
    await session.copyIn(
      'score',
      [
        ...['project_id', 'run_id', 'candidate_id', 'score', 'posterior', 'low', 'high', 'decision', 'calibrated'],
        ...['evidence', 'golden'],
      ],
      behind(key, scores),
    )
    await session.copyIn(
      'run_image',
      [
        ...['project_id', 'run_id', 'image_id', 'position', 'label_count', 'is_changed', 'is_rated'],
        ...['disagreement', 'margin', 'exclusion', 'score_bins'],
      ],
      imageRows(key, images),
    )
    await session.copyIn('run_label', ['project_id', 'run_id', 'class_id', 'image_id'], behind(key, labels))
    await beforeCommit(session, id)
    return id
  })

/** Confirms a run that fails checks. Returns its checks; null if it passes them or has been confirmed before. */
export const insertConfirmation = (
  on: Connection,
  { projectId, runId, reason, userId }: Omit<RunConfirmation, 'createdAt'>,
) =>
  findRow(on, z.object({ checks: z.unknown() }))`
    WITH made AS (
      INSERT INTO run_confirmation (project_id, run_id, reason, user_id)
      SELECT project_id, id, ${reason}, ${userId}::uuid FROM aggregation_run
      WHERE project_id = ${projectId}::int AND id = ${runId}::int AND fails_checks
      ON CONFLICT DO NOTHING RETURNING run_id
    )
    SELECT r.checks FROM made JOIN aggregation_run r ON r.project_id = ${projectId}::int AND r.id = made.run_id`
