import { z } from 'zod'
import { count, rowNumber } from '@/lib/contracts/number'
import { type TableRater, tableRater } from '@/lib/contracts/raters/rater-table'
import { type Db, prisma } from '@/lib/db/client'
import { countedRaterParameters, isKnownRater } from '@/lib/db/session/row-conditions'
import { findRow, getRow, readRows, rowOf } from '@/lib/db/session/sql'

/** The contract's fields that the table shows as they are selected. */
const selected = [
  ...(['id', 'kind', 'isExpert', 'externalId', 'isPaused', 'isExcluded'] as const),
  ...(['isReachable', 'lastActivityAt', 'openFlags', 'openAlerts'] as const),
]
type SelectedField = (typeof selected)[number]
const mask = Object.fromEntries(selected.map((field) => [field, true])) as Record<SelectedField, true>

/** These fields, and inputs of the computed figures. */
const raterRow = rowOf(tableRater.pick(mask)).extend({
  ...{ no: count, maybe: count, yes: count, activeMs: z.number(), timedAnswers: count },
})

/** Copies the selected fields of a row; with object rest, 10,000 rows would take 20 times as long. */
export function selectedOf(row: z.output<typeof raterRow>): Pick<TableRater, SelectedField> {
  const copy: Record<string, unknown> = {}
  for (const field of selected) copy[field] = row[field]
  return copy as Pick<TableRater, SelectedField>
}

/** Reads counters, without imported answers. A rater with an identity can be reached. */
export const findTableRaters = (projectId: number) =>
  readRows(prisma, raterRow)`
    SELECT r.id, r.kind::text AS kind, r.is_expert AS "isExpert", r.external_id AS "externalId",
      r.paused_at IS NOT NULL AS "isPaused", r.is_left_out AS "isExcluded", i.rater_id IS NOT NULL AS "isReachable",
      coalesce(a.no, 0) AS no, coalesce(a.maybe, 0) AS maybe, coalesce(a.yes, 0) AS yes,
      coalesce(a.active_ms, 0) AS "activeMs", coalesce(a.timed, 0) AS "timedAnswers", greatest(l.submitted_at, g.answered_at) AS "lastActivityAt",
      coalesce(f.open, 0) AS "openFlags", coalesce(q.open, 0) AS "openAlerts"
    FROM rater r
    LEFT JOIN rater_identity i ON i.project_id = r.project_id AND i.rater_id = r.id
    LEFT JOIN (
      SELECT rater_id, sum(no_count)::int AS no, sum(maybe_count)::int AS maybe, sum(yes_count)::int AS yes,
        sum(active_ms)::float8 AS active_ms, sum(timed_answers)::int AS timed
      FROM activity WHERE project_id = ${projectId}::int GROUP BY rater_id
    ) a ON a.rater_id = r.id
    LEFT JOIN (
      SELECT rater_id, count(*)::int AS open FROM image_flag
      WHERE project_id = ${projectId}::int AND settled_at IS NULL GROUP BY rater_id
    ) f ON f.rater_id = r.id
    LEFT JOIN (
      SELECT rater_id, count(*)::int AS open FROM quality_alert
      WHERE project_id = ${projectId}::int AND settled_at IS NULL GROUP BY rater_id
    ) q ON q.rater_id = r.id
    LEFT JOIN LATERAL (
      SELECT t.submitted_at FROM assignment t
      WHERE t.project_id = r.project_id AND t.rater_id = r.id AND t.submitted_order IS NOT NULL
      ORDER BY t.submitted_order DESC LIMIT 1
    ) l ON true
    LEFT JOIN LATERAL (
      SELECT max(e.answered_at) AS answered_at FROM golden_answer e
      WHERE r.is_expert AND e.project_id = r.project_id AND e.rater_id = r.id
    ) g ON true
    WHERE r.project_id = ${projectId}::int AND ${isKnownRater}
    ORDER BY r.id`

const answerRow = tableRater.shape.votes.extend({ raterId: rowNumber })

export const countImportedAnswers = (projectId: number, db: Db = prisma) =>
  readRows(db, answerRow)`
    SELECT rater_id AS "raterId", no_count AS no, maybe_count AS maybe, yes_count AS yes
    FROM untimed_votes WHERE project_id = ${projectId}::int`

const impactRow = tableRater.shape.impact.unwrap().extend({ raterId: rowNumber })

/** Leaves out the lists of changes, which are large. */
export async function findImpacts(projectId: number, runId: number) {
  const rows = await prisma.raterImpact.findMany({
    where: { projectId, runId },
    select: { raterId: true, gained: true, lost: true, imageCount: true },
  })
  return z.array(impactRow).parse(rows)
}

export const findNewestFigures = (projectId: number) => getRow(
  prisma,
  z.object({ runId: z.number().nullable(), reportId: z.number().nullable() }),
)`
    SELECT (SELECT max(id) FROM aggregation_run WHERE project_id = ${projectId}::int) AS "runId",
      (SELECT max(id) FROM agreement_report WHERE project_id = ${projectId}::int) AS "reportId"`

/** Returns when an agreement report was made, and how many votes it used. */
export const getReportBasis = (projectId: number, reportId: number) => getRow(
  prisma,
  z.object({ at: z.date(), voteCount: z.number() }),
)`
    SELECT created_at AS at, (report ->> 'voteCount')::int AS "voteCount" FROM agreement_report
    WHERE project_id = ${projectId}::int AND id = ${reportId}::int`

/** Returns JSON in the format of the version that wrote it. */
export async function findAgreementByRater(projectId: number, reportId: number): Promise<unknown> {
  const row = await findRow(prisma, z.object({ raters: z.unknown() }))`
    SELECT report -> 'byRater' AS raters FROM agreement_report WHERE project_id = ${projectId}::int AND id = ${reportId}::int`
  return row?.raters ?? null
}

/** Returns JSON in the format of the version that wrote it. */
export async function findRunRaters(projectId: number, runId: number): Promise<unknown> {
  const row = await findRow(prisma, z.object({ raters: z.unknown() }))`
    SELECT ${countedRaterParameters(projectId)} AS raters FROM aggregation_run WHERE project_id = ${projectId}::int AND id = ${runId}::int`
  return row?.raters ?? null
}
