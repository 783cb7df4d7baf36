import { type Db, prisma } from '@/lib/db/client'
import { findAlerts, insertAlert } from '@/lib/db/quality/quality-alerts'
import { inTransaction, lockProject, writeAuditEvent } from '@/lib/db/session/transaction'
import { type QualityRule, ruleApplies, ruleWindow } from '@/lib/domain/quality/quality-rule'
import { qualitySettingsOf } from './quality-settings'
import { ruleFigures } from './rule-figures'

/** Alerts of one rater that are looked through for the last of each rule. */
const mostAlerts = 1000

/**
 * Holds the project's rules against what a rater answered last, and writes an alert for each that applies, with the rule
 * and the figures as they are; a rule may pause the rater as well. A rule whose alert waits for an admin is silent, and
 * after that it looks only at what was answered since.
 */
export async function watchRater(projectId: number, raterId: number, db: Db = prisma): Promise<void> {
  const project = await db.project.findUniqueOrThrow({ where: { id: projectId }, select: { quality: true } })
  const { rules } = qualitySettingsOf(project.quality)
  for (const rule of rules) {
    const alerts = await findAlerts({ projectId, raterId, limit: mostAlerts }, db)
    const since = ruleWindow(rule, alerts)
    if (since === 'waiting') continue
    const figures = await ruleFigures(rule, { projectId, raterId, since }, db)
    if (figures && ruleApplies(rule, figures)) await speak({ projectId, raterId, rule, figures }, db)
  }
}

type Said = Pick<Parameters<typeof insertAlert>[0], 'projectId' | 'raterId' | 'figures'> & { rule: QualityRule }

// Two answers that were saved at once are looked at twice: under the project's lock the second finds the first's alert.
const speak = ({ projectId, raterId, rule, figures }: Said, db: Db) =>
  inTransaction(db, async (tx) => {
    await lockProject(tx, projectId)
    const alerts = await findAlerts({ projectId, raterId, limit: mostAlerts }, tx)
    if (ruleWindow(rule, alerts) === 'waiting') return
    const hasPaused = rule.action === 'pause'
    if (hasPaused)
      await tx.rater.updateMany({ where: { projectId, id: raterId, pausedAt: null }, data: { pausedAt: new Date() } })
    const alertId = await insertAlert({ projectId, raterId, rule, figures, hasPaused }, tx)
    const details = { alertId, raterId, rule, figures: { ...figures } }
    await writeAuditEvent(tx, { projectId, userId: null, action: 'quality.alert', details })
  })
