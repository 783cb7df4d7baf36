import { z } from 'zod'
import { type CopySession, withCopySession } from '@/lib/db/session/copy-session'
import { readColumns } from '@/lib/db/session/read-columns'
import { chosenImages, excludedRatersAt } from '@/lib/db/session/row-conditions'
import { empty, getRow, raw, readRows, readValues, runSql, type Sql, sql } from '@/lib/db/session/sql'
import { handLabelReason } from '@/lib/domain/adjudication/adjudication'

/** Input of aggregation methods, as columns. Numbers are those of the tables. */
export interface AggregationRows {
  /** Time of the snapshot, which has no votes submitted later. */
  readAt: Date
  /** By position. `originalClass` is −1 if there is none. */
  images: { id: Int32Array; position: Int32Array; originalClass: Int32Array }
  /** Labelable classes by number, each with the names on its path from the root of the hierarchy. */
  classes: { id: Int32Array; index: Int32Array; path: string[][] }
  /** By number. */
  raters: { id: Int32Array; isExpert: Uint8Array; isExcluded: Uint8Array }
  /** By position. */
  candidates: { id: Int32Array; image: Int32Array; class: Int32Array; isOriginal: Uint8Array }
  /** By candidate, then rater, without excluded raters. */
  votes: { candidate: Int32Array; rater: Int32Array; answer: Uint8Array }
  /** By candidate, rater, source. The experts' conclusion on a pair replaces their own answers to it. */
  goldenAnswers: { candidate: Int32Array; rater: Int32Array; answer: Uint8Array }
  /** By candidate: the newest adjudication that was not withdrawn. These are not among the golden answers. */
  adjudicated: { candidate: Int32Array; answer: Uint8Array; isByHand: Uint8Array }
  /** Excluded images with the reason; their votes and answers are not among the above. */
  excluded: Map<number, string>
  /** Golden images chosen by an admin, thus not drawn at random. */
  chosen: Set<number>
  /** By number. */
  models: { id: Int32Array; name: string[] }
  /** By model, then candidate: models that predict a candidate's class for its image. Rank 0 is the most confident. */
  predictions: { model: Int32Array; candidate: Int32Array; rank: Int32Array }
}

const classRow = z.object({ id: z.number(), index: z.number(), path: z.array(z.string()) })

// Leaves out answers in training, which say nothing about raters because the correct answers are shown to them; answers
// of excluded raters, like their votes; and adjudications, which fix one candidate's score and judge nobody. The
// experts' latest conclusion on a pair replaces each expert's own answer to it; answers that calibrate raters stay as
// given. For a rater who became an expert later, only expert answers count.
export const goldenAnswersOf = (
  projectId: number,
  by: (column: string) => Sql,
  included: Sql,
  isExcluded = sql`r.is_left_out`,
) => sql`
  SELECT g.candidate_id, g.rater_id,
    CASE WHEN r.is_expert AND n.conclusion <> 1 THEN n.conclusion ELSE g.answer END
  FROM golden_answer g
  JOIN rater r ON r.project_id = g.project_id AND r.id = g.rater_id AND (NOT r.is_expert OR g.source = 'expert')
    AND (r.is_expert OR NOT ${isExcluded}) AND g.source NOT IN ('training', 'adjudication')
  LEFT JOIN (
    SELECT DISTINCT ON (candidate_id) candidate_id, conclusion FROM golden_note
    WHERE project_id = ${projectId} AND conclusion IS NOT NULL AND ${by('created_at')} ORDER BY candidate_id, id DESC
  ) n ON n.candidate_id = g.candidate_id
  WHERE g.project_id = ${projectId} AND ${by('g.answered_at')} ${included}
  ORDER BY g.candidate_id, g.rater_id, g.source`

/** Reads one snapshot, without answers after `until` and with the raters who counted then. `onVotes` may throw. */
export const readAggregationRows = (
  projectId: number,
  onVotes?: (done: number, total: number) => void,
  until?: Date,
): Promise<AggregationRows> =>
  withCopySession(async (session) => {
    await runSql(session)`SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY`
    return readAggregationRowsIn(session, projectId, { onVotes, ...(until && { until, excludedAt: until }) })
  })

/**
 * Does the same in an open snapshot. If only answers changed since `until`, returns what was read at that time. Does not
 * count raters who are excluded now or, if `excludedAt` is given, were at that time.
 */
export async function readAggregationRowsIn(
  session: CopySession,
  projectId: number,
  {
    until,
    excludedAt,
    onVotes,
  }: { until?: Date; excludedAt?: Date; onVotes?: ((done: number, total: number) => void) | undefined },
): Promise<AggregationRows> {
  const by = (column: string) => (until ? sql`(${raw(column)} IS NULL OR ${raw(column)} <= ${until})` : sql`true`)
  // Sorting a million votes in memory is faster than on disk. The setting ends with the transaction.
  await runSql(session)`SET LOCAL work_mem = '64MB'`
  const { readAt, voteCount } = await getRow(session, z.object({ readAt: z.date(), voteCount: z.number() }))`
    SELECT now() AS "readAt", coalesce(sum(vote_count), 0)::float8 AS "voteCount" FROM candidate WHERE project_id = ${projectId}`
  const excludedRaters = await readValues(session, z.number())`${
    excludedAt
      ? excludedRatersAt(projectId, sql`${excludedAt}`)
      : sql`SELECT id FROM rater WHERE project_id = ${projectId} AND is_left_out`
  }`
  const counted = excludedRaters.length > 0 ? sql`AND rater_id <> ALL (${excludedRaters})` : empty
  const isExcluded = excludedRaters.length > 0 ? sql`r.id = ANY (${excludedRaters})` : sql`false`
  const excludedImages = await readRows(session, z.object({ imageId: z.number(), reason: z.string() }))`
    SELECT image_id AS "imageId", reason FROM image_exclusion
    WHERE project_id = ${projectId} AND ${by('created_at')} ORDER BY image_id`
  const of = (candidate: string) =>
    excludedImages.length === 0
      ? empty
      : sql`AND NOT EXISTS (
          SELECT FROM image_exclusion e JOIN candidate x ON x.project_id = e.project_id AND x.image_id = e.image_id
          WHERE e.project_id = ${projectId} AND ${by('e.created_at')} AND x.id = ${raw(candidate)})`
  const inTime = until
    ? sql`AND EXISTS (SELECT FROM assignment a WHERE a.project_id = v.project_id AND a.id = v.assignment_id AND ${by('a.submitted_at')})`
    : empty
  const models = await readRows(session, z.object({ id: z.number(), name: z.string() }))`
    SELECT id, name FROM model WHERE project_id = ${projectId} AND NOT is_scored_only ORDER BY id`
  const classes = await readRows(session, classRow)`
    SELECT id, class_index AS index, path FROM class
    WHERE project_id = ${projectId} AND class_index IS NOT NULL ORDER BY id`
  return {
    readAt,
    images: await readColumns(session, { id: Int32Array, position: Int32Array, originalClass: Int32Array })`
      SELECT id, position, original_class_id FROM image WHERE project_id = ${projectId} ORDER BY position`,
    classes: {
      id: Int32Array.from(classes, ({ id }) => id),
      index: Int32Array.from(classes, ({ index }) => index),
      path: classes.map(({ path }) => path),
    },
    raters: await readColumns(session, { id: Int32Array, isExpert: Uint8Array, isExcluded: Uint8Array })`
      SELECT id, is_expert::int, is_left_out::int FROM rater WHERE project_id = ${projectId} ORDER BY id`,
    candidates: await readColumns(session, {
      id: Int32Array,
      image: Int32Array,
      class: Int32Array,
      isOriginal: Uint8Array,
    })`
      SELECT id, image_id, class_id, is_original::int FROM candidate WHERE project_id = ${projectId} ORDER BY position`,
    goldenAnswers: await readColumns(session, { candidate: Int32Array, rater: Int32Array, answer: Uint8Array })`
      ${goldenAnswersOf(projectId, by, of('g.candidate_id'), isExcluded)}`,
    adjudicated: await readColumns(session, { candidate: Int32Array, answer: Uint8Array, isByHand: Uint8Array })`
      SELECT DISTINCT ON (candidate_id) candidate_id, answer, (reason = ${handLabelReason})::int FROM adjudication
      WHERE project_id = ${projectId} AND NOT is_undone AND ${by('created_at')} ${of('candidate_id')} ORDER BY candidate_id, id DESC`,
    chosen: new Set(await readValues(session, z.number())`${chosenImages(projectId, by('d.created_at'))}`),
    excluded: new Map(excludedImages.map(({ imageId, reason }) => [imageId, reason])),
    models: {
      id: Int32Array.from(models, (model) => model.id),
      name: models.map((model) => model.name),
    },
    predictions: await readColumns(session, { model: Int32Array, candidate: Int32Array, rank: Int32Array })`
      SELECT p.model_id, c.id, p.rank FROM prediction p
      JOIN candidate c ON c.project_id = p.project_id AND c.image_id = p.image_id AND c.class_id = p.class_id
      JOIN model m ON m.project_id = p.project_id AND m.id = p.model_id AND NOT m.is_scored_only
      WHERE p.project_id = ${projectId} ORDER BY p.model_id, c.id`,
    votes: await readColumns(
      session,
      { candidate: Int32Array, rater: Int32Array, answer: Uint8Array },
      { rowCount: voteCount, onRow: (count) => onVotes?.(count, voteCount) },
    )`
      SELECT candidate_id, rater_id, answer FROM vote v WHERE project_id = ${projectId} ${counted} ${inTime} ${of('v.candidate_id')}
      ORDER BY candidate_id, rater_id`,
  }
}
