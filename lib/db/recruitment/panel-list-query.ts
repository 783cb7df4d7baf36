import { z } from 'zod'
import { panelSchema, visitPlanSchema } from '@/lib/contracts/recruitment'
import { type Db, prisma } from '@/lib/db/client'
import { join, readRows, rowOf, runSql, type Sql, sql } from '@/lib/db/session/sql'
import { panelOutcomes } from '@/lib/domain/recruitment/panel-outcome'
import { hasPlace, progressOf, visitProgressRow } from './panel-visit-query'

const panelRow = z.object({
  ...rowOf(panelSchema.pick({ id: true, kind: true, name: true, isOpen: true, createdAt: true })).shape,
  ...rowOf(panelSchema.shape.visits.omit({ costs: true })).shape,
  settings: z.unknown(),
})
export type PanelRow = z.infer<typeof panelRow>

/** The project's visits as `visit`, and as `checked` their submitted training and test tasks. */
const visits = (projectId: number): Sql => sql`
  visit AS (
    SELECT v.*, coalesce(
        lead(v.submitted_before) OVER (PARTITION BY v.rater_id ORDER BY v.submitted_before, v.started_at, v.id),
        (SELECT c.submitted_count FROM rater_cursor c WHERE c.project_id = v.project_id AND c.rater_id = v.rater_id), 0
      ) AS submitted_after
    FROM panel_visit v WHERE v.project_id = ${projectId}::int
  ), checked AS (
    SELECT v.id, count(*)::int AS tasks FROM visit v
    JOIN assignment a ON a.project_id = v.project_id AND a.rater_id = v.rater_id
      AND a.submitted_order > v.submitted_before AND a.submitted_order <= v.submitted_after
    JOIN task t ON t.project_id = a.project_id AND t.id = a.task_id AND t.kind IN ('training', 'test')
    GROUP BY v.id
  )`

/** Rating tasks of visit `v`. While it is open, those until the rater's next visit; `k` has its training and test tasks. */
const doneInVisit = sql`coalesce(v.done, v.submitted_after - v.submitted_before - coalesce(k.tasks, 0))`

const outcomeCounts = panelOutcomes.map(
  (outcome) => sql`${outcome}::text, count(*) FILTER (WHERE outcome = ${outcome}::panel_outcome)`,
)

/** `tasks` counts the rating tasks submitted during visits, without training and test. */
export const findPanels = (projectId: number, panelId: string | null, db: Db = prisma): Promise<PanelRow[]> =>
  readRows(db, panelRow)`
    WITH ${visits(projectId)}
    SELECT p.id::text, p.kind::text AS kind, p.name, p.settings, p.is_open AS "isOpen", p.created_at AS "createdAt", v.*
    FROM panel p
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS begun, count(*) FILTER (WHERE outcome IS NULL)::int AS open,
        jsonb_build_object(${join(outcomeCounts)}) AS outcomes,
        count(*) FILTER (WHERE ${hasPlace})::int AS "placesTaken",
        coalesce(sum(${doneInVisit}), 0)::int AS tasks,
        max(last_seen_at) AS "lastAt"
      FROM visit v LEFT JOIN checked k ON k.id = v.id
      LEFT JOIN rater_cursor c ON c.project_id = v.project_id AND c.rater_id = v.rater_id
      WHERE panel_id = p.id
    ) v
    WHERE p.project_id = ${projectId}::int AND (${panelId}::uuid IS NULL OR p.id = ${panelId}::uuid)
    ORDER BY p.created_at DESC, p.id`

const visitRow = z.object({
  panelId: z.string(),
  raterId: z.number(),
  pid: z.string().nullable(),
  session: z.string().nullable(),
  outcome: z.enum(panelOutcomes).nullable(),
  startedAt: z.date(),
  finishedAt: z.date().nullable(),
  settings: z.unknown(),
  plan: visitPlanSchema.nullable(),
  done: z.number(),
  progress: visitProgressRow,
})
export type PanelVisitRow = z.infer<typeof visitRow>

/**
 * Oldest first. Settings include the terms under which the visit began; `done` is as in `findVisit`. Progress is that
 * at the end of a visit, unless an older version ended it. The ids of erased participants are null.
 */
export const findPanelVisits = (projectId: number, panelId: string | null): Promise<PanelVisitRow[]> =>
  readRows(prisma, visitRow)`
    WITH ${visits(projectId)}
    SELECT v.panel_id::text AS "panelId", v.rater_id AS "raterId", i.platform_key AS pid, v.visit_key AS session,
      v.outcome::text AS outcome, v.started_at AS "startedAt", v.finished_at AS "finishedAt",
      p.settings || coalesce(v.terms, '{}') AS settings, v.plan, ${doneInVisit} AS done,
      coalesce(CASE WHEN v.outcome IS NOT NULL THEN v.progress END,
        ${progressOf(sql`v.submitted_after > v.submitted_before`)}) AS progress
    FROM visit v
    JOIN project o ON o.id = v.project_id
    JOIN panel p ON p.project_id = v.project_id AND p.id = v.panel_id
    JOIN rater r ON r.project_id = v.project_id AND r.id = v.rater_id
    LEFT JOIN checked k ON k.id = v.id
    LEFT JOIN rater_identity i ON i.project_id = v.project_id AND i.rater_id = v.rater_id
    WHERE ${panelId}::uuid IS NULL OR v.panel_id = ${panelId}::uuid
    ORDER BY v.started_at, v.id`

/** Holds a panel until the end of the transaction, so that two changes follow one another. */
export const lockPanel = (projectId: number, panelId: string, db: Db) =>
  runSql(db)`SELECT FROM panel WHERE project_id = ${projectId}::int AND id = ${panelId}::uuid FOR NO KEY UPDATE`
