import { type Panel, panelSettings } from '@/lib/contracts/recruitment'
import { prisma } from '@/lib/db/client'
import { findPanelVisits, type PanelVisitRow } from '@/lib/db/recruitment/panel-list-query'
import { writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { outcomeForCode } from '@/lib/domain/recruitment/panel-outcome'
import { type VisitPlan, visitLeft } from '@/lib/domain/recruitment/visit-time'
import { isUuid } from '@/lib/domain/uuid'
import { notFound } from '@/lib/errors'
import { csvTable } from '@/lib/formats/csv'
import { guardProject } from '@/lib/services/access/guard-project'
import type { ExportFile } from '@/lib/services/export-file'
import { visitPlanner } from './visits'

/**
 * Returns the share of a visit's pay that is earned, as its participant sees it while rating; final once the visit has
 * ended. Null if the visit is not complete and its number of tasks is open.
 */
function earnedShare(
  { outcome, done, progress: { step, hasSubmitted, hasFailedTest } }: PanelVisitRow,
  plan: VisitPlan,
): number | null {
  if (outcome === 'completed') return 1
  if (done === 0 && !hasSubmitted) return 0
  // Those who failed the test have done it, and those who rated have passed it.
  const isPast = !step || done > 0 || step.state === 'disqualified'
  const current = isPast ? { kind: 'rating' as const, done: 0, total: null } : step
  return visitLeft(plan, { step: current, hasFailedTest, done })?.doneShare ?? null
}

/** Visits of one panel, or of all if null, with the code for their outcome and the pay that was earned. */
async function readPanelVisits(project: { id: number; quality: unknown }, panelId: string | null) {
  const [rows, planOf] = await Promise.all([findPanelVisits(project.id, panelId), visitPlanner(project)])
  return rows.map((row) => {
    const settings = panelSettings.parse(row.settings)
    const share = earnedShare(row, planOf(settings, { plan: row.plan, before: row.progress.before }))
    const { outcome } = row
    return {
      ...row,
      wanted: settings.tasksPerVisit,
      code: outcome && row.pid !== null ? settings.outcomes[outcomeForCode(outcome)].code : null,
      share,
      pay: settings.pay && share !== null ? { ...settings.pay, amount: settings.pay.amount * share } : null,
    }
  })
}

type PaidVisit = Awaited<ReturnType<typeof readPanelVisits>>[number]

const csvColumns: Parameters<typeof csvTable<PaidVisit>>[1] = {
  participant_id: ({ pid }) => pid,
  session_id: ({ session }) => session,
  rater: ({ raterId }) => raterId,
  outcome: ({ outcome }) => outcome,
  completion_code: ({ code }) => code,
  rating_tasks: ({ done }) => done,
  rating_tasks_wanted: ({ wanted }) => wanted,
  share_earned: ({ share }) => share && Number(share.toFixed(4)),
  pay_earned: ({ pay }) => pay && Number(pay.amount.toFixed(2)),
  currency: ({ pay }) => pay?.currency ?? null,
  started_at: ({ startedAt }) => startedAt.toISOString(),
  ended_at: ({ finishedAt }) => finishedAt?.toISOString() ?? null,
}

/** Exports a panel's visits as CSV, oldest first, so that admins know whom to pay for partial work. */
export async function exportPanelVisits(
  actor: Actor,
  { slug, panelId }: { slug: string; panelId: string },
): Promise<ExportFile> {
  const { project, projectId, userId } = await guardProject(actor, slug, 'admin')
  const panel =
    isUuid(panelId) && (await prisma.panel.findUnique({ where: { projectId_id: { projectId, id: panelId } } }))
  if (!panel) throw notFound('panel')
  const { id, name } = panel
  await writeAuditEvent(prisma, { projectId, userId, action: 'panel.export', details: { panelId: id, name } })
  const visits = await readPanelVisits(project, id)
  return { fileName: `${slug}-visits.csv`, content: csvTable(visits, csvColumns) }
}

const isPartial = ({ outcome }: PaidVisit) => outcome !== null && outcome !== 'completed'

/** Returns a function that sums what a panel's completed visits and those with part of the work earned, by currency. */
export async function panelCosts(project: {
  id: number
  quality: unknown
}): Promise<(panelId: string) => Panel['visits']['costs']> {
  const visits = await readPanelVisits(project, null)
  return (panelId) => {
    const ofPanel = visits.filter((visit) => visit.panelId === panelId)
    const sum = (currency: string, isIn: (visit: PaidVisit) => unknown) =>
      ofPanel.reduce(
        (total, visit) => total + (visit.pay?.currency === currency && isIn(visit) ? visit.pay.amount : 0),
        0,
      )
    return [...new Set(ofPanel.flatMap(({ pay }) => pay?.currency ?? []))].map((currency) => ({
      currency,
      completed: sum(currency, ({ outcome }) => outcome === 'completed'),
      partial: sum(currency, isPartial),
    }))
  }
}
