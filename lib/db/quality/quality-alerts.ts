import { z } from 'zod'
import { qualityRule, ruleFigures } from '@/lib/contracts/quality'
import { type Db, prisma } from '@/lib/db/client'
import { getValue, sql } from '@/lib/db/session/sql'
import type { QualityRule, RuleFigures } from '@/lib/domain/quality/quality-rule'

export interface StoredAlert {
  id: number
  raterId: number
  rule: QualityRule
  figures: RuleFigures
  hasPaused: boolean
  createdAt: Date
  settledAt: Date | null
}

/** Alerts of a project, or of one of its raters, the newest first; at most `limit`. */
export async function findAlerts(
  { projectId, raterId, limit }: { projectId: number; raterId?: number; limit: number },
  db: Db = prisma,
): Promise<StoredAlert[]> {
  const rows = await db.qualityAlert.findMany({
    where: { projectId, ...(raterId !== undefined && { raterId }) },
    orderBy: { id: 'desc' },
    take: limit,
  })
  return rows.flatMap(({ rule, figures, id, hasPaused, createdAt, settledAt, ...row }) => {
    // A rule that a later version no longer knows is no reason to show nothing at all.
    const [knownRule, knownFigures] = [qualityRule.safeParse(rule), ruleFigures.safeParse(figures)]
    if (!knownRule.success || !knownFigures.success) return []
    const alert = { id, raterId: row.raterId, hasPaused, createdAt, settledAt }
    return [{ ...alert, rule: knownRule.data, figures: knownFigures.data }]
  })
}

/** Adds an alert under the project's next number. Call it with the project locked. */
export async function insertAlert(
  alert: { projectId: number; raterId: number; rule: QualityRule; figures: RuleFigures; hasPaused: boolean },
  db: Db,
): Promise<number> {
  const { projectId, raterId, rule, figures, hasPaused } = alert
  return getValue(db, z.number())`
    INSERT INTO quality_alert (project_id, id, rater_id, rule, figures, has_paused)
    SELECT ${projectId}::int, coalesce(max(id), 0) + 1, ${raterId}::int, ${JSON.stringify(rule)}::jsonb,
      ${JSON.stringify(figures)}::jsonb, ${hasPaused}
    FROM quality_alert WHERE project_id = ${projectId}::int RETURNING id`
}

/** Settles alerts that wait: one, or all of a rater. Returns how many. */
export const settleAlerts = async (
  where: { projectId: number; id?: number; raterId?: number },
  settledBy: string | null,
  db: Db,
): Promise<number> =>
  (
    await db.qualityAlert.updateMany({
      where: { ...where, settledAt: null },
      data: { settledAt: new Date(), settledBy },
    })
  ).count

/** How many alerts wait for an admin, as a part of a query. */
export const openAlerts = (projectId: number) => sql`
  (SELECT count(*)::int FROM quality_alert WHERE project_id = ${projectId}::int AND settled_at IS NULL)`

export const countOpenAlerts = (projectId: number, db: Db = prisma): Promise<number> =>
  getValue(db, z.number())`SELECT ${openAlerts(projectId)} AS alerts`
