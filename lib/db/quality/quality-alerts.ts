import { z } from 'zod'
import { qualityAlert } from '@/lib/contracts/quality'
import { type Db, prisma } from '@/lib/db/client'
import { getValue } from '@/lib/db/session/sql'
import type { QualityRule, RuleFigures } from '@/lib/domain/quality/quality-rule'

const storedAlert = qualityAlert.extend({ createdAt: z.date(), settledAt: z.date().nullable() })
export type StoredAlert = z.infer<typeof storedAlert>

interface WhichAlerts {
  projectId: number
  raterId?: number
  /** Only settled alerts, or only open ones. */
  isSettled?: boolean
  limit?: number
}

/** Returns the newest first, at most `limit`. */
export async function findAlerts(
  { projectId, raterId, isSettled, limit }: WhichAlerts,
  db: Db,
): Promise<StoredAlert[]> {
  const rows = await db.qualityAlert.findMany({
    where: {
      projectId,
      ...(raterId !== undefined && { raterId }),
      ...(isSettled !== undefined && { settledAt: isSettled ? { not: null } : null }),
    },
    orderBy: { id: 'desc' },
    ...(limit !== undefined && { take: limit }),
    omit: { projectId: true, settledBy: true },
  })
  // Skips alerts of rules that this version no longer knows, so that the others can still be shown.
  return rows.flatMap((row) => storedAlert.safeParse(row).data ?? [])
}

/** Inserts an alert under the project's next number. The project must be locked. */
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

/** Settles one open alert, or all of a rater. Returns how many. */
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

/** Counts only alerts that are shown, thus none of unknown rules. */
export const countOpenAlerts = async (projectId: number): Promise<number> =>
  (await findAlerts({ projectId, isSettled: false }, prisma)).length
