import { prisma } from '@/lib/db/client'
import { findAlerts, insertAlert, settleAlerts } from '@/lib/db/quality/quality-alerts'
import { findLastAnswers, findLastGoldenAnswers, findLastSeconds } from '@/lib/db/rating/last-answers-query'
import { inTransaction, lockProject, writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { type QualityRule, type RuleFigures, ruleApplies, ruleWindow } from '@/lib/domain/quality/quality-rule'
import { answers } from '@/lib/domain/rating/answer'
import { notFound } from '@/lib/errors'
import { countsByTruth, goldenMarks } from '@/lib/evaluation/golden-marks'
import { quantile } from '@/lib/numeric/quantiles'
import { changeUnlocked } from '@/lib/services/access/guard-project'
import { qualitySettingsOf } from './quality-settings'

/** Maximum number of a rater's alerts that are searched for the last one of each rule. */
const maxAlerts = 1000

interface Rater {
  projectId: number
  raterId: number
}

/** Returns the figures of a rule for a rater's last answers or tasks since a given time; null if there are none. */
async function ruleFigures(
  rule: QualityRule,
  { projectId, raterId, since }: Rater & { since: Date | null },
): Promise<RuleFigures | null> {
  const window = { projectId, raterId, since, last: rule.last }
  if (rule.kind === 'golden-marks') {
    const answers = await Promise.all([true, false].map((holds) => findLastGoldenAnswers({ ...window, holds })))
    const { holds, holdsNot } = goldenMarks(countsByTruth(answers.flat()))
    if (!holds || !holdsNot) return null
    const { share: value, low, high } = holds.share < holdsNot.share ? holds : holdsNot
    const count = Math.min(holds.count, holdsNot.count)
    return { count, value, marks: { holds, holdsNot }, interval: [low, high], answer: null }
  }
  if (rule.kind === 'too-fast') {
    const seconds = Float64Array.from(await findLastSeconds(window)).sort()
    if (seconds.length === 0) return null
    return { count: seconds.length, value: quantile(seconds, 0.5), marks: null, interval: null, answer: null }
  }
  const given = await findLastAnswers(window)
  if (given.length === 0) return null
  const counts = answers.map((_, code) => given.filter((answer) => answer === code).length)
  const most = Math.max(...counts)
  return { count: given.length, value: most, marks: null, interval: null, answer: answers[counts.indexOf(most)]! }
}

/**
 * Adds an alert for each of the project's rules that applies to a rater's last answers, and pauses the rater if the
 * rule does. A rule whose alert is open adds no other, and later considers only answers since that alert.
 */
export async function applyQualityRules(projectId: number, raterId: number): Promise<void> {
  const project = await prisma.project.findUniqueOrThrow({ where: { id: projectId }, select: { quality: true } })
  const { rules } = qualitySettingsOf(project.quality)
  if (rules.length === 0) return
  const alerts = await findAlerts({ projectId, raterId, limit: maxAlerts }, prisma)
  for (const rule of rules) {
    const since = ruleWindow(rule, alerts)
    if (since === 'waiting') continue
    const figures = await ruleFigures(rule, { projectId, raterId, since })
    if (figures && ruleApplies(rule, figures)) await raiseAlert({ projectId, raterId, rule, figures })
  }
}

type NewAlert = Pick<Parameters<typeof insertAlert>[0], 'projectId' | 'raterId' | 'figures'> & { rule: QualityRule }

// Two concurrent submissions are evaluated twice. The project's lock makes the second find the first's alert.
const raiseAlert = ({ projectId, raterId, rule, figures }: NewAlert) =>
  inTransaction(prisma, async (tx) => {
    await lockProject(tx, projectId)
    const alerts = await findAlerts({ projectId, raterId, limit: maxAlerts }, tx)
    if (ruleWindow(rule, alerts) === 'waiting') return
    const hasPaused = rule.action === 'pause'
    if (hasPaused)
      await tx.rater.updateMany({ where: { projectId, id: raterId, pausedAt: null }, data: { pausedAt: new Date() } })
    const alertId = await insertAlert({ projectId, raterId, rule, figures, hasPaused }, tx)
    const details = { alertId, raterId, rule, figures: { ...figures } }
    await writeAuditEvent(tx, { projectId, userId: null, action: 'quality.alert', details })
  })

/** Settles an alert. Its rule then considers only the rater's answers from now on. Idempotent. */
export const settleAlert = (actor: Actor, { slug, alertId }: { slug: string; alertId: number }): Promise<void> =>
  changeUnlocked(actor, slug, async ({ tx, projectId, userId, audit }) => {
    const alert = await tx.qualityAlert.findUnique({ where: { projectId_id: { projectId, id: alertId } } })
    if (!alert) throw notFound('alert')
    const settled = await settleAlerts({ projectId, id: alertId }, userId, tx)
    if (settled > 0) await audit('quality.settle-alert', { alertId })
  })
