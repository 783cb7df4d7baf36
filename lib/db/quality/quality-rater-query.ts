import { z } from 'zod'
import { type Db, prisma } from '@/lib/db/client'
import { readRows } from '@/lib/db/session/sql'

const raterRow = z.object({
  id: z.number(),
  kind: z.enum(['human', 'simulated', 'imported', 'panel']),
  createdAt: z.date(),
  pausedAt: z.date().nullable(),
  isLeftOut: z.boolean(),
  qualifiedAt: z.date().nullable(),
  disqualifiedAt: z.date().nullable(),
  submitted: z.number(),
  ratingTasks: z.number(),
  replacedTasks: z.number(),
  trainingDone: z.number(),
  testDone: z.number(),
  lastTrainingAt: z.date().nullable(),
  medianSeconds: z.number().nullable(),
  lastActivityAt: z.date().nullable(),
  consentAt: z.date().nullable(),
  guidelinesAt: z.date().nullable(),
})

/**
 * Every rater who has begun, by number, with what there is of tasks, times and readings. Seconds are the active
 * ones of a rating task or gold question, the median of those that were timed, as on the page of raters' pace. Experts who never rated are left out.
 */
export async function findQualityRaters(projectId: number, db: Db = prisma) {
  return readRows(db, raterRow)`
    WITH newest AS (
      SELECT DISTINCT ON (kind) kind, version FROM document_version
      WHERE project_id = ${projectId}::int AND language IS NULL ORDER BY kind, version DESC
    ), reading AS (
      SELECT r.rater_id, r.kind, min(r.read_at) AS read_at FROM document_reading r
      JOIN document_version d ON d.project_id = r.project_id AND d.kind = r.kind AND d.version = r.version
      JOIN newest n ON n.kind = d.kind AND n.version IN (d.version, d.of_version)
      WHERE r.project_id = ${projectId}::int GROUP BY r.rater_id, r.kind
    )
    SELECT r.id, r.kind::text AS kind, r.created_at AS "createdAt", r.paused_at AS "pausedAt", r.is_left_out AS "isLeftOut",
      r.qualified_at AS "qualifiedAt", r.disqualified_at AS "disqualifiedAt",
      coalesce(a.submitted, 0) AS submitted, coalesce(a.rating, 0) AS "ratingTasks", coalesce(a.replaced, 0) AS "replacedTasks",
      coalesce(a.training, 0) AS "trainingDone", coalesce(a.test, 0) AS "testDone", a.last_training AS "lastTrainingAt",
      a.median / 1000.0::float8 AS "medianSeconds", a.last AS "lastActivityAt",
      c.read_at AS "consentAt", g.read_at AS "guidelinesAt"
    FROM rater r
    LEFT JOIN (
      SELECT a.rater_id, count(*)::int AS submitted,
        (count(*) FILTER (WHERE t.kind = 'rating'))::int AS rating,
        (count(*) FILTER (WHERE a.replaced_at IS NOT NULL))::int AS replaced,
        (count(*) FILTER (WHERE t.kind = 'training'))::int AS training,
        (count(*) FILTER (WHERE t.kind = 'test'))::int AS test,
        max(a.submitted_at) FILTER (WHERE t.kind = 'training') AS last_training,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY a.active_ms)
          FILTER (WHERE t.kind IN ('rating', 'golden') AND a.active_ms IS NOT NULL) AS median,
        max(a.submitted_at) AS last
      FROM assignment a JOIN task t ON t.project_id = a.project_id AND t.id = a.task_id
      WHERE a.project_id = ${projectId}::int AND a.state = 'submitted' GROUP BY a.rater_id
    ) a ON a.rater_id = r.id
    LEFT JOIN reading c ON c.rater_id = r.id AND c.kind = 'consent'
    LEFT JOIN reading g ON g.rater_id = r.id AND g.kind = 'guidelines'
    WHERE r.project_id = ${projectId}::int AND (NOT r.is_expert OR a.submitted > 0)
    ORDER BY r.id`
}

const askedRow = z.object({ kind: z.enum(['consent', 'guidelines']), isAsked: z.boolean() })

/** Which texts raters are asked to read: those whose newest wording is not empty. */
export async function findAskedDocuments(projectId: number, db: Db = prisma) {
  return readRows(db, askedRow)`
    SELECT DISTINCT ON (kind) kind::text AS kind, text <> '' AS "isAsked" FROM document_version
    WHERE project_id = ${projectId}::int AND language IS NULL ORDER BY kind, version DESC`
}
