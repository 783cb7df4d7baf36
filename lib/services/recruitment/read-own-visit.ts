import { type OwnVisit, panelSettings } from '@/lib/contracts/recruitment'
import { type Db, prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { AppError, notFound } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'
import { visitPlanner } from './visit-plan'

/** How long the actor's visit is expected to take and what it is paid, training and test included. */
export async function readOwnVisit(actor: Actor, slug: string, db: Db = prisma): Promise<OwnVisit> {
  if (actor.kind !== 'panelist') throw new AppError('forbidden', 'Only participants from a panel have a visit.')
  const { project } = await guardProject(actor, slug, 'rater', db)
  const visit = await db.panelVisit.findUnique({
    where: { projectId_id: { projectId: project.id, id: actor.visitId } },
    select: { startedAt: true, panel: { select: { settings: true } }, rater: { select: { qualifiedAt: true } } },
  })
  if (!visit) throw notFound('visit')
  const settings = panelSettings.parse(visit.panel.settings)
  const { qualifiedAt } = visit.rater
  const plan = (await visitPlanner(project, db))(settings, qualifiedAt !== null && qualifiedAt < visit.startedAt)
  return { plan, pay: settings.pay, maxMinutes: settings.maxMinutes }
}
