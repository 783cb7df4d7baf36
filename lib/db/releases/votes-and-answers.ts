import { z } from 'zod'
import { fetchRows } from '@/lib/db/session/copy-session'
import { empty, readRows, sql } from '@/lib/db/session/sql'
import { submittedModes } from '@/lib/domain/rating/answer-mode'
import {
  candidatePositions,
  imagePositions,
  includedCandidatePositions,
  type ReleaseScope,
  votesUsedByRun,
} from './scope'

const releasedRater = z.object({
  rater: z.number(),
  kind: z.string(),
  isExpert: z.boolean(),
  isLeftOut: z.boolean(),
  /** Error rates and seed of a simulated rater. */
  simulation: z.unknown(),
  /** Text versions read or agreed to, as (kind, version). */
  readings: z.array(z.object({ kind: z.string(), version: z.number() })),
  /** Attempts at the qualification test, and whether one passed; null without attempts. */
  attempts: z.number().nullable(),
  hasPassed: z.boolean().nullable(),
})

/** SQL for whether a rater, as `r`, gave an answer of some kind; opening a page for experts makes a number without any. */
const hasAnswered = (until: Date) => sql`(
  EXISTS (SELECT FROM assignment a WHERE a.project_id = r.project_id AND a.rater_id = r.id AND a.state = 'submitted'
    AND (a.submitted_at IS NULL OR a.submitted_at <= ${until}))
  OR EXISTS (SELECT FROM golden_answer g WHERE g.project_id = r.project_id AND g.rater_id = r.id
    AND (g.answered_at IS NULL OR g.answered_at <= ${until}))
  OR EXISTS (SELECT FROM adjudication j WHERE j.project_id = r.project_id AND j.rater_id = r.id AND j.created_at <= ${until}))`

/** Leaves out people who have answered nothing. */
export const releasedRaters = ({ session, projectId, until }: ReleaseScope) =>
  readRows(session, releasedRater)`
    SELECT r.id AS rater, r.kind::text AS kind, r.is_expert AS "isExpert", r.is_left_out AS "isLeftOut", r.simulation,
      coalesce((
        SELECT jsonb_agg(jsonb_build_object('kind', d.kind, 'version', d.version) ORDER BY d.kind::text, d.version)
        FROM document_reading d WHERE d.project_id = r.project_id AND d.rater_id = r.id AND d.read_at <= ${until}
      ), '[]') AS readings, q.attempts, q.passed AS "hasPassed"
    FROM rater r
    LEFT JOIN (
      SELECT rater_id, count(*)::int AS attempts, bool_or(has_passed) AS passed FROM qualification_attempt
      WHERE project_id = ${projectId}::int AND finished_at <= ${until} GROUP BY rater_id
    ) q ON q.rater_id = r.id
    WHERE r.project_id = ${projectId}::int AND r.created_at <= ${until} AND ${hasAnswered(until)} ORDER BY r.id`

/** How each vote's candidate was shown, as `s`. Every vote has such a row, so joining it drops no votes. */
const shownCandidates = sql`
  JOIN shown_candidate s ON s.project_id = v.project_id AND s.assignment_id = v.assignment_id
    AND s.candidate_id = v.candidate_id AND s.rater_id = v.rater_id AND s.image_id = v.image_id`

const modeIndex = sql`array_position(string_to_array(${submittedModes.join(' ')}, ' '), a.answer_mode) - 1`

/** Columns of the lines below. */
export const voteLineColumns = 'candidate,rater,answer,task,shown_at,is_rest,image_shown_ms,page,mode,language'

/**
 * Streams the votes that the run used as lines of CSV, by candidate, then rater: candidate, rater, answer. With
 * `withOrigin` also: task; position on the screen; whether it came from “the rest are no”; milliseconds for which the
 * picture was shown; page, if asked class first; index in `submittedModes`; additional language of the name. A field is
 * empty if it is unknown or does not apply, and the language also for the project's own. Yields bytes in chunks of
 * whole lines. Nothing else can be read in the session until the end.
 */
export async function* releasedVotes(
  scope: ReleaseScope,
  { withOrigin = true }: { withOrigin?: boolean } = {},
): AsyncGenerator<Buffer, void, undefined> {
  const { session, projectId } = scope
  let rest: Buffer[] = []
  for await (const bytes of session.copyOutCsv(sql`
    WITH candidate_position AS (${candidatePositions(projectId)})
    SELECT p.position, v.rater_id, v.answer ${withOrigin ? sql`, a.task_id, s.position, s.is_rest::int, a.image_shown_ms, a.page_id, ${modeIndex}, s.language` : empty}
    FROM ${votesUsedByRun(scope)}
    JOIN candidate_position p ON p.id = v.candidate_id ${withOrigin ? shownCandidates : empty}
    WHERE v.project_id = ${projectId} ORDER BY p.position, v.rater_id`)) {
    const end = bytes.lastIndexOf(0x0a) + 1
    if (end === 0) rest.push(bytes)
    else {
      yield Buffer.concat([...rest, bytes.subarray(0, end)])
      rest = [bytes.subarray(end)]
    }
  }
}

const raterVotes = z.object({
  rater: z.number(),
  ...{ no: z.number(), maybe: z.number(), yes: z.number() },
  ...{ classFirst: z.number(), tapNo: z.number(), sweep: z.number(), auto: z.number(), unknown: z.number() },
})

/**
 * Counts answers, and ways other than image first one by one. `tapNo`: class-first votes where a tap marks what does
 * not fit. `unknown`: imported votes, whose files do not say it.
 */
export const countReleasedVotes = (scope: ReleaseScope) =>
  readRows(scope.session, raterVotes)`
    SELECT v.rater_id AS rater, (count(*) FILTER (WHERE v.answer = 0))::int AS no,
      (count(*) FILTER (WHERE v.answer = 1))::int AS maybe, (count(*) FILTER (WHERE v.answer = 2))::int AS yes,
      (count(*) FILTER (WHERE a.page_id IS NOT NULL))::int AS "classFirst",
      (count(*) FILTER (WHERE a.page_id IS NOT NULL AND a.answer_mode = 'tap-no'))::int AS "tapNo",
      (count(*) FILTER (WHERE a.page_id IS NULL AND a.answer_mode = 'sweep'))::int AS sweep,
      (count(*) FILTER (WHERE a.page_id IS NULL AND a.answer_mode = 'auto'))::int AS auto,
      (count(*) FILTER (WHERE a.page_id IS NULL AND a.answer_mode IS NULL AND r.kind = 'imported'))::int AS unknown
    FROM ${votesUsedByRun(scope)} WHERE v.project_id = ${scope.projectId} GROUP BY v.rater_id ORDER BY v.rater_id`

/**
 * Streams golden answers as lines of CSV, by candidate, rater, source: candidate, rater, source, answer. Leaves out those
 * on excluded images and of excluded raters, as the run did; an expert's establish truth even if the expert is excluded
 * as a rater.
 */
export const releasedGoldenAnswers = (scope: ReleaseScope) =>
  fetchRows(scope.session, z.object({ line: z.string() }))`
    WITH candidate_position AS (${includedCandidatePositions(scope)})
    SELECT p.position || ',' || g.rater_id || ',' || g.source || ',' || g.answer AS line
    FROM golden_answer g JOIN candidate_position p ON p.id = g.candidate_id
    JOIN rater r ON r.project_id = g.project_id AND r.id = g.rater_id AND (r.is_expert OR NOT r.is_left_out)
    WHERE g.project_id = ${scope.projectId} AND (g.answered_at IS NULL OR g.answered_at <= ${scope.until})
    ORDER BY p.position, g.rater_id, g.source`

/** Returns the newest expert conclusion on each candidate of included images; 1 if experts reopened the question. */
export const releasedConclusions = (scope: ReleaseScope) =>
  readRows(scope.session, z.object({ candidate: z.number(), conclusion: z.number() }))`
    WITH candidate_position AS (${includedCandidatePositions(scope)})
    SELECT DISTINCT ON (p.position) p.position AS candidate, n.conclusion
    FROM golden_note n JOIN candidate_position p ON p.id = n.candidate_id
    WHERE n.project_id = ${scope.projectId}::int AND n.conclusion IS NOT NULL AND n.created_at <= ${scope.until} ORDER BY p.position, n.id DESC`

const releasedAdjudication = z.object({
  candidate: z.number(),
  rater: z.number(),
  firstAnswer: z.number(),
  answer: z.number(),
  reason: z.string(),
  origin: z.unknown(),
})

/**
 * Returns the adjudications on included images that were not withdrawn, in the order made. Notes may name people and are
 * left out.
 */
export const releasedAdjudications = (scope: ReleaseScope) =>
  readRows(scope.session, releasedAdjudication)`
    WITH candidate_position AS (${includedCandidatePositions(scope)})
    SELECT p.position AS candidate, j.rater_id AS rater, j.first_answer AS "firstAnswer", j.answer, j.reason, j.origin
    FROM adjudication j JOIN candidate_position p ON p.id = j.candidate_id
    WHERE j.project_id = ${scope.projectId}::int AND NOT j.is_undone AND j.created_at <= ${scope.until} ORDER BY j.id`

const goldenDraw = z.object({
  draw: z.number(),
  seed: z.number(),
  size: z.number(),
  isStratified: z.boolean(),
  isChosen: z.boolean(),
  images: z.array(z.tuple([z.number(), z.string()])),
})

/** Returns the draws of golden images, each with its images as [position, use] in the order that experts see. */
export const releasedGoldenDraws = ({ session, projectId, until }: ReleaseScope) =>
  readRows(session, goldenDraw)`
    WITH image_position AS (${imagePositions(projectId)})
    SELECT d.id AS draw, d.seed, d.size, d.is_stratified AS "isStratified", d.is_chosen AS "isChosen",
      coalesce((
        SELECT jsonb_agg(jsonb_build_array(p.position, g.use) ORDER BY g.position) FROM golden_image g
        JOIN image_position p ON p.id = g.image_id WHERE g.project_id = d.project_id AND g.draw_id = d.id
      ), '[]') AS images
    FROM golden_draw d WHERE d.project_id = ${projectId}::int AND d.created_at <= ${until} ORDER BY d.id`

export const findLabelsOfImages = ({ session, projectId, runId }: ReleaseScope, imageIds: readonly number[]) =>
  readRows(session, z.object({ imageId: z.number(), classId: z.number() }))`
    SELECT image_id AS "imageId", class_id AS "classId" FROM run_label
    WHERE project_id = ${projectId}::int AND run_id = ${runId}::int AND image_id = ANY (${imageIds}::int[])`
