import type { VisitProgress } from '@/lib/contracts/rating/rating'
import { panelSettings } from '@/lib/contracts/recruitment'
import { type Db, prisma } from '@/lib/db/client'
import { findVisit, writeOutcome } from '@/lib/db/recruitment/panel-visit-query'
import { exitOf } from '@/lib/domain/recruitment/panel'
import { visitOutcome } from '@/lib/domain/recruitment/panel-outcome'

/**
 * Where a panel's visitor stands, given why they have a task or none: tasks done of those wanted, and the way back
 * once the visit has ended. Null for someone with an account. A code leaves the server only here, when it was reached.
 */
export async function visitProgress(
  { projectId, visitId }: { projectId: number; visitId?: string },
  state: string,
  db: Db = prisma,
): Promise<VisitProgress | null> {
  const visit = visitId === undefined ? null : await findVisit(projectId, visitId, db)
  if (visitId === undefined || !visit) return null
  const settings = panelSettings.parse(visit.settings)
  const { done } = visit
  const wanted = settings.tasksPerVisit
  const outcome = visitOutcome({ state, done, wanted, outcome: visit.outcome })
  if (outcome !== visit.outcome) await writeOutcome(projectId, visitId, outcome, db)
  const ids = { pid: visit.pid ?? '', session: visit.visitKey ?? '' }
  return { done, wanted, exit: outcome && exitOf(visit.kind, outcome, settings.outcomes[outcome], ids) }
}
