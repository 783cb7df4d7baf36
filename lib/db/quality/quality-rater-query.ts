import { z } from 'zod'
import { prisma } from '@/lib/db/client'
import { submittedTaskCounts } from '@/lib/db/session/project-counts'
import { isKnownRater } from '@/lib/db/session/row-conditions'
import { readRows, sql } from '@/lib/db/session/sql'

const raterRow = z.object({
  id: z.number(),
  kind: z.enum(['human', 'simulated', 'imported', 'panel']),
  createdAt: z.date(),
  pausedAt: z.date().nullable(),
  isExcluded: z.boolean(),
  qualifiedAt: z.date().nullable(),
  disqualifiedAt: z.date().nullable(),
  submitted: z.number(),
  ratingTasks: z.number(),
  replacedTasks: z.number(),
  trainingDone: z.number(),
  testDone: z.number(),
  lastTrainingAt: z.date().nullable(),
  resetAt: z.date().nullable(),
  lastActivityAt: z.date().nullable(),
  consentAt: z.date().nullable(),
  guidelinesAt: z.date().nullable(),
})

/**
 * Leaves out experts who never rated. The last activity is the latest of the submissions within reach of Undo, since
 * any of them may have been submitted again. Imported assignments have no order and are read only if some have times.
 */
export const findQualityRaters = (projectId: number) =>
  readRows(prisma, raterRow)`
    WITH newest AS (
      SELECT DISTINCT ON (kind) kind, version FROM document_version
      WHERE project_id = ${projectId}::int AND language IS NULL ORDER BY kind, version DESC
    ), reading AS (
      SELECT r.rater_id, r.kind, min(r.read_at) AS read_at FROM document_reading r
      JOIN document_version d ON d.project_id = r.project_id AND d.kind = r.kind AND d.version = r.version
      JOIN newest n ON n.kind = d.kind AND n.version IN (d.version, d.of_version)
      WHERE r.project_id = ${projectId}::int GROUP BY r.rater_id, r.kind
    ), rating AS (
      SELECT rater_id, sum(tasks)::int AS tasks FROM ${submittedTaskCounts(sql`${projectId}::int`)} given GROUP BY rater_id
    ), control AS (
      SELECT a.rater_id, count(*)::int AS tasks, (count(*) FILTER (WHERE t.kind = 'training'))::int AS training,
        (count(*) FILTER (WHERE t.kind = 'test'))::int AS test,
        max(a.submitted_at) FILTER (WHERE t.kind = 'training') AS last_training
      FROM task t CROSS JOIN LATERAL (
        SELECT rater_id, submitted_at FROM assignment
        WHERE project_id = ${projectId}::int AND task_id = t.id AND state = 'submitted' OFFSET 0
      ) a
      WHERE t.project_id = ${projectId}::int AND t.quota IS NULL GROUP BY a.rater_id
    ), replaced AS (
      SELECT rater_id, count(*)::int AS tasks FROM assignment
      WHERE project_id = ${projectId}::int AND replaced_at IS NOT NULL AND state = 'submitted' GROUP BY rater_id
    ), reset AS (
      SELECT (details ->> 'raterId')::int AS rater_id, max(created_at) AS at FROM audit_event
      WHERE project_id = ${projectId}::int AND action = 'rater.qualify-again' GROUP BY 1
    )
    SELECT r.id, r.kind::text AS kind, r.created_at AS "createdAt", r.paused_at AS "pausedAt", r.is_left_out AS "isExcluded",
      r.qualified_at AS "qualifiedAt", r.disqualified_at AS "disqualifiedAt",
      coalesce(k.tasks, 0) + coalesce(o.tasks, 0) AS submitted, coalesce(k.tasks, 0) AS "ratingTasks",
      coalesce(p.tasks, 0) AS "replacedTasks", coalesce(o.training, 0) AS "trainingDone", coalesce(o.test, 0) AS "testDone",
      o.last_training AS "lastTrainingAt", again.at AS "resetAt", greatest(own.last, imported.last) AS "lastActivityAt",
      c.read_at AS "consentAt", g.read_at AS "guidelinesAt"
    FROM rater r
    LEFT JOIN rating k ON k.rater_id = r.id
    LEFT JOIN control o ON o.rater_id = r.id
    LEFT JOIN replaced p ON p.rater_id = r.id
    LEFT JOIN reset again ON again.rater_id = r.id
    LEFT JOIN LATERAL (
      SELECT max(submitted_at) AS last FROM (
        SELECT submitted_at FROM assignment a
        WHERE a.project_id = r.project_id AND a.rater_id = r.id AND a.submitted_order > (
            SELECT max(m.submitted_order) FROM assignment m
            WHERE m.project_id = r.project_id AND m.rater_id = r.id AND m.submitted_order IS NOT NULL
          ) - undo_reach() AND a.submitted_order IS NOT NULL AND a.state = 'submitted'
        OFFSET 0
      ) lately
    ) own ON true
    LEFT JOIN LATERAL (
      SELECT max(submitted_at) AS last FROM assignment a
      WHERE a.project_id = r.project_id AND a.rater_id = r.id AND a.submitted_order IS NULL AND a.state = 'submitted'
        AND EXISTS (SELECT FROM activity t WHERE t.project_id = r.project_id AND t.rater_id = r.id AND t.task_count > 0)
    ) imported ON true
    LEFT JOIN reading c ON c.rater_id = r.id AND c.kind = 'consent'
    LEFT JOIN reading g ON g.rater_id = r.id AND g.kind = 'guidelines'
    WHERE r.project_id = ${projectId}::int AND (NOT r.is_expert OR k.tasks > 0 OR o.tasks > 0)
      AND ${isKnownRater}
    ORDER BY r.id`

const askedRow = z.object({ kind: z.enum(['consent', 'guidelines']), isAsked: z.boolean() })

export const findAskedDocuments = (projectId: number) =>
  readRows(prisma, askedRow)`
    SELECT DISTINCT ON (kind) kind::text AS kind, text <> '' AS "isAsked" FROM document_version
    WHERE project_id = ${projectId}::int AND language IS NULL ORDER BY kind, version DESC`
