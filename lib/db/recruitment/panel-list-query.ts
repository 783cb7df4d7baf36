import { z } from 'zod'
import { type Db, prisma } from '@/lib/db/client'
import { readRows } from '@/lib/db/session/sql'

const panelRow = z.object({
  id: z.string(),
  kind: z.enum(['prolific', 'generic']),
  name: z.string(),
  settings: z.unknown(),
  isOpen: z.boolean(),
  createdAt: z.date(),
  begun: z.number(),
  open: z.number(),
  completed: z.number(),
  failed: z.number(),
  noConsent: z.number(),
  nothingLeft: z.number(),
  tasks: z.number(),
  lastAt: z.date().nullable(),
})
export type PanelRow = z.infer<typeof panelRow>

/**
 * The panels of a project, newest first, with how their visits ended. `tasks` are the submissions of the panel's people
 * that are theirs now; one panel alone when its id is given.
 */
export async function findPanels(projectId: number, panelId: string | null, db: Db = prisma): Promise<PanelRow[]> {
  return readRows(db, panelRow)`
    SELECT p.id::text, p.kind::text AS kind, p.name, p.settings, p.is_open AS "isOpen", p.created_at AS "createdAt",
      v.begun, v.open, v.completed, v.failed, v."noConsent", v."nothingLeft", v."lastAt",
      coalesce((SELECT sum(c.submitted_count)::int FROM rater_cursor c
        WHERE c.project_id = p.project_id AND c.rater_id IN (
          SELECT rater_id FROM panel_visit WHERE project_id = p.project_id AND panel_id = p.id)), 0) AS tasks
    FROM panel p
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS begun, count(*) FILTER (WHERE outcome IS NULL)::int AS open,
        count(*) FILTER (WHERE outcome = 'completed')::int AS completed,
        count(*) FILTER (WHERE outcome = 'failed')::int AS failed,
        count(*) FILTER (WHERE outcome = 'no-consent')::int AS "noConsent",
        count(*) FILTER (WHERE outcome = 'nothing-left')::int AS "nothingLeft",
        max(coalesce(finished_at, started_at)) AS "lastAt"
      FROM panel_visit WHERE project_id = p.project_id AND panel_id = p.id
    ) v
    WHERE p.project_id = ${projectId}::int AND (${panelId}::uuid IS NULL OR p.id = ${panelId}::uuid)
    ORDER BY p.created_at DESC, p.id`
}
