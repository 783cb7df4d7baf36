import { z } from 'zod'
import { visitPlanSchema } from '@/lib/contracts/recruitment'
import { type Db, prisma } from '@/lib/db/client'
import { raterAccessRow } from '@/lib/db/rating/rating-session-query'
import { findRow, getRow, getValue, runSql, type Sql, sql } from '@/lib/db/session/sql'
import { inTransaction } from '@/lib/db/session/transaction'
import { type PanelOutcome, panelOutcomes } from '@/lib/domain/recruitment/panel-outcome'

interface VisitKey {
  projectId: number
  raterId: number
  visitId: string
}

/** Returns false if the rater's identity was erased or the project deleted. */
export async function isVisitOfRater({ projectId, raterId, visitId }: VisitKey): Promise<boolean> {
  const found = await runSql(prisma)`
    SELECT FROM panel_visit v
    JOIN project p ON p.id = v.project_id AND p.archived_at IS NULL
    JOIN rater_identity i ON i.project_id = v.project_id AND i.rater_id = v.rater_id
    WHERE v.project_id = ${projectId}::int AND v.id = ${visitId}::uuid AND v.rater_id = ${raterId}::int
      AND v.visit_key IS NOT NULL`
  return found > 0
}

const panelistAccess = raterAccessRow.extend({ raterId: z.number(), visitOutcome: z.enum(panelOutcomes).nullable() })

/** Returns null if the project has another slug. */
export const findPanelistAccess = ({ projectId, raterId, visitId }: VisitKey, slug: string, db: Db) =>
  findRow(db, panelistAccess)`
    SELECT p.id AS "projectId", p.slug, p.name, 'rater' AS role, r.id AS "raterId",
      p.answer_modes AS "answerModes", p.language || p.languages AS languages,
      coalesce((SELECT d.text <> '' FROM document_version d WHERE d.project_id = p.id AND d.kind = 'guidelines'
        AND d.language IS NULL
        ORDER BY d.version DESC LIMIT 1), false) AS "hasGuidelines",
      (SELECT v.outcome::text FROM panel_visit v WHERE v.project_id = p.id AND v.id = ${visitId}::uuid) AS "visitOutcome"
    FROM project p JOIN rater r ON r.project_id = p.id AND r.id = ${raterId}::int
    WHERE p.id = ${projectId}::int AND p.slug = ${slug} AND p.deleted_at IS NULL`

const visitRow = z.object({
  panelId: z.string(),
  kind: z.enum(['prolific', 'generic']),
  settings: z.unknown(),
  outcome: z.enum(panelOutcomes).nullable(),
  submittedBefore: z.number(),
  hasSubmitted: z.boolean(),
  hasFailedTest: z.boolean(),
  done: z.number(),
  pid: z.string().nullable(),
  visitKey: z.string().nullable(),
  isSeenLately: z.boolean(),
})

/** The number of training and test tasks among the submissions `a` of visit `v`'s rater, which do not count for a visit. */
const uncountedTasks = (submissions: Sql): Sql => sql`(
  SELECT count(*)::int FROM task t
  JOIN assignment a ON a.project_id = t.project_id AND a.task_id = t.id AND a.rater_id = v.rater_id
  WHERE t.project_id = v.project_id AND t.kind IN ('training', 'test') AND t.quota IS NULL AND ${submissions})`

/** The number of rating tasks (without training and test) that visit `v` has submitted. `c` is its rater's cursor. */
const doneTasks = sql`greatest(
  coalesce(c.submitted_count, 0) - v.submitted_before - ${uncountedTasks(sql`a.submitted_order > v.submitted_before`)}, 0)`

/** Whether the rater of visit `v` has submitted anything in it, training and test included. */
export const hasSubmitted = sql`coalesce(c.submitted_count > v.submitted_before, false)`

/** `doneTasks` for a statement without the rater's cursor. Stored when a visit ends, because later visits claim tasks. */
export const doneAtEnd = sql`(
  SELECT ${doneTasks} FROM rater r LEFT JOIN rater_cursor c ON c.project_id = r.project_id AND c.rater_id = r.id
  WHERE r.project_id = v.project_id AND r.id = v.rater_id)`

const checksBeforeRow = z.object({
  ...{ isQualified: z.boolean(), hasTested: z.boolean() },
  ...{ training: z.number(), test: z.number() },
})

/** What rater `r` had done of training and test at a time: see domain/recruitment/visit-time. */
const checksBefore = (at: Sql): Sql => sql`(
  SELECT jsonb_build_object(
    'isQualified', coalesce(r.qualified_at < ${at}, false),
    'hasTested', EXISTS (
      SELECT FROM qualification_attempt q WHERE q.project_id = r.project_id AND q.rater_id = r.id AND q.started_at < ${at}),
    'training', count(*) FILTER (WHERE t.kind = 'training'),
    'test', count(*) FILTER (WHERE t.kind = 'test' AND a.leased_at >= (
      SELECT max(q.started_at) FROM qualification_attempt q WHERE q.project_id = r.project_id AND q.rater_id = r.id
        AND q.started_at < ${at} AND (q.finished_at IS NULL OR q.finished_at >= ${at}))))
  FROM task t
  JOIN assignment a ON a.project_id = t.project_id AND a.task_id = t.id AND a.rater_id = r.id
  WHERE t.project_id = r.project_id AND t.kind IN ('training', 'test') AND t.quota IS NULL
    AND a.state IN ('submitted', 'skipped') AND coalesce(a.submitted_at, a.leased_at) < ${at})`

/** Whether the rater of visit `v` has failed an attempt at the test in it. */
const hasFailedTest = sql`EXISTS (
  SELECT FROM qualification_attempt q WHERE q.project_id = v.project_id AND q.rater_id = v.rater_id
    AND q.finished_at >= v.started_at AND NOT q.has_passed)`

export const visitProgressRow = z.object({
  before: checksBeforeRow,
  hasSubmitted: z.boolean(),
  hasFailedTest: z.boolean(),
  step: z
    .object({
      ...{ state: z.string(), kind: z.enum(['training', 'test', 'rating']) },
      ...{ done: z.number(), total: z.number().nullable() },
    })
    .nullable(),
})

/** Training and test of `r`, the rater of visit `v` in project `o`. The step is null for a rater who needs none. */
export const progressOf = (submitted: Sql): Sql => sql`jsonb_build_object(
  'before', ${checksBefore(sql`v.started_at`)},
  'hasSubmitted', ${submitted},
  'hasFailedTest', ${hasFailedTest},
  'step', CASE WHEN r.qualified_at IS NULL AND jsonb_typeof(o.quality -> 'qualification') = 'object'
    THEN rater_qualification_step(r, o.quality -> 'qualification') END)`

/** Stored when a visit ends, because the settings, and what the rater has done, change afterwards. */
export const progressAtEnd = sql`(
  SELECT ${progressOf(hasSubmitted)}
  FROM rater r JOIN project o ON o.id = r.project_id
  LEFT JOIN rater_cursor c ON c.project_id = r.project_id AND c.rater_id = r.id
  WHERE r.project_id = v.project_id AND r.id = v.rater_id)`

/** Whether visit `v` has a place. `c` is its rater's cursor. */
export const hasPlace = sql`(
  v.outcome IS NULL OR v.outcome = 'completed' OR v.outcome = 'nothing-left' AND ${doneTasks} > 0)`

/**
 * Includes the panel's settings with the terms under which the visit began, the number of submitted rating tasks, and
 * the panel's names for participant and visit.
 */
export const findVisit = (projectId: number, visitId: string, db: Db = prisma) =>
  findRow(db, visitRow)`
    SELECT p.id::text AS "panelId", p.kind::text AS kind, p.settings || coalesce(v.terms, '{}') AS settings,
      v.outcome::text AS outcome, v.visit_key AS "visitKey",
      v.submitted_before AS "submittedBefore", ${hasSubmitted} AS "hasSubmitted",
      ${hasFailedTest} AS "hasFailedTest", ${doneTasks} AS done,
      i.platform_key AS pid, v.left_at IS NULL AND v.last_seen_at > now() - interval '30 seconds' AS "isSeenLately"
    FROM panel_visit v
    JOIN panel p ON p.project_id = v.project_id AND p.id = v.panel_id
    JOIN rater r ON r.project_id = v.project_id AND r.id = v.rater_id
    LEFT JOIN rater_cursor c ON c.project_id = v.project_id AND c.rater_id = v.rater_id
    LEFT JOIN rater_identity i ON i.project_id = v.project_id AND i.rater_id = v.rater_id
    WHERE v.project_id = ${projectId}::int AND v.id = ${visitId}::uuid`

const termsRow = z.object({ settings: z.unknown(), plan: visitPlanSchema.nullable(), before: checksBeforeRow })

/** What the participant of a visit agreed to. Settings are as in `findVisit`. */
export const findVisitTerms = (projectId: number, visitId: string) =>
  findRow(prisma, termsRow)`
    SELECT p.settings || coalesce(v.terms, '{}') AS settings, v.plan, ${checksBefore(sql`v.started_at`)} AS before
    FROM panel_visit v
    JOIN panel p ON p.project_id = v.project_id AND p.id = v.panel_id
    JOIN rater r ON r.project_id = v.project_id AND r.id = v.rater_id
    WHERE v.project_id = ${projectId}::int AND v.id = ${visitId}::uuid`

/** What a rater has done so far of training and test, and whether there is a text that the rater has not read. */
export const findReadiness = (projectId: number, raterId: number) =>
  getRow(prisma, z.object({ before: checksBeforeRow, hasUnreadText: z.boolean() }))`
    SELECT ${checksBefore(sql`now()`)} AS before,
      coalesce(pause_or_unread_text(r) IN ('consent', 'guidelines'), false) AS "hasUnreadText"
    FROM rater r WHERE r.project_id = ${projectId}::int AND r.id = ${raterId}::int`

export async function writeOutcome(
  projectId: number,
  visitId: string,
  ended: PanelOutcome | null,
  db: Db = prisma,
): Promise<void> {
  await runSql(db)`
    UPDATE panel_visit v SET outcome = ${ended}::panel_outcome,
      finished_at = CASE WHEN ${ended}::text IS NOT NULL THEN now() END,
      done = CASE WHEN ${ended}::text IS NOT NULL THEN ${doneAtEnd} END,
      progress = CASE WHEN ${ended}::text IS NOT NULL THEN ${progressAtEnd} END
    WHERE project_id = ${projectId}::int AND id = ${visitId}::uuid AND outcome IS DISTINCT FROM ${ended}::panel_outcome`
}

/**
 * Counts answers that arrived after an interrupted visit had ended, such as those given offline, which are kept like all
 * others. Not once the participant has begun a later visit, to which they may belong.
 */
export const countLateAnswers = (projectId: number, visitId: string, db: Db) =>
  runSql(db)`
    UPDATE panel_visit v SET finished_at = now(), done = ${doneAtEnd}, progress = ${progressAtEnd}
    WHERE v.project_id = ${projectId}::int AND v.id = ${visitId}::uuid AND v.outcome IN ('left', 'timed-out')
      AND EXISTS (SELECT FROM assignment a
        WHERE a.project_id = v.project_id AND a.rater_id = v.rater_id AND a.submitted_at > v.finished_at)
      AND NOT EXISTS (SELECT FROM panel_visit o
        WHERE o.project_id = v.project_id AND o.rater_id = v.rater_id AND o.started_at > v.started_at)`

interface PaidVisit {
  projectId: number
  visitId: string
  outcome: 'completed' | 'stopped'
  /** Its value when the visit's tasks were counted; null if their number does not matter. */
  submittedBefore: number | null
}

/**
 * Ends a paid visit and excludes its tasks from the participant's other open visits, which would otherwise be paid for the
 * same tasks. Tasks submitted before this visit began still count for those. Returns false and writes nothing if another
 * visit has claimed tasks of this one since they were counted.
 */
export const endPaidVisit = ({ projectId, visitId, outcome, submittedBefore }: PaidVisit, on: Db): Promise<boolean> =>
  inTransaction(on, async (db) => {
    await runSql(db)`
      SELECT FROM panel_visit o
      WHERE o.project_id = ${projectId}::int AND o.rater_id = (
        SELECT v.rater_id FROM panel_visit v WHERE v.project_id = ${projectId}::int AND v.id = ${visitId}::uuid
      )
      ORDER BY o.id FOR UPDATE`
    const current = await getValue(db, z.number())`
      SELECT submitted_before FROM panel_visit WHERE project_id = ${projectId}::int AND id = ${visitId}::uuid`
    if (submittedBefore !== null && submittedBefore !== current) return false
    await runSql(db)`
      UPDATE panel_visit o SET submitted_before = c.submitted_count - (
        greatest(v.submitted_before, o.submitted_before) - o.submitted_before
          - ${uncountedTasks(sql`a.submitted_order > o.submitted_before AND a.submitted_order <= v.submitted_before`)}
      )
      FROM panel_visit v JOIN rater_cursor c ON c.project_id = v.project_id AND c.rater_id = v.rater_id
      WHERE v.project_id = ${projectId}::int AND v.id = ${visitId}::uuid
        AND o.project_id = v.project_id AND o.rater_id = v.rater_id AND o.id <> v.id
        AND (o.outcome IS NULL OR o.outcome <> ALL ('{completed,no-consent,stopped}'::panel_outcome[]))`
    await writeOutcome(projectId, visitId, outcome, db)
    return true
  })

/** Records that the participant is active, or has returned after closing the page. */
export const noteSeen = (projectId: number, visitId: string, db: Db = prisma) =>
  runSql(db)`
    UPDATE panel_visit SET last_seen_at = now(), left_at = NULL
    WHERE project_id = ${projectId}::int AND id = ${visitId}::uuid AND outcome IS NULL`

/** Closing the page counts as leaving only if it is not soon opened again: reloading closes it too. */
export const noteLeft = (projectId: number, visitId: string, db: Db = prisma) =>
  runSql(db)`
    UPDATE panel_visit SET left_at = now()
    WHERE project_id = ${projectId}::int AND id = ${visitId}::uuid AND outcome IS NULL`
