import { type OwnVisit, panelSettings } from '@/lib/contracts/recruitment'
import { prisma } from '@/lib/db/client'
import { freePlaces } from '@/lib/db/recruitment/enter-panel'
import { endPaidVisit, findVisit, isVisitOfSomeone, noteLeft, noteSeen } from '@/lib/db/recruitment/panel-visit-query'
import type { Actor } from '@/lib/domain/permissions'
import { isUuid } from '@/lib/domain/uuid'
import { AppError, notFound } from '@/lib/errors'
import { guardProject, raterRow } from '@/lib/services/access/guard-project'
import { visitProgress } from '@/lib/services/access/rating-session'
import { visitPlanner } from './visit-plan'

/** Records that a participant's browser has opened or closed the page. */
export async function notePresence(actor: Actor, { slug, isHere }: { slug: string; isHere: boolean }): Promise<void> {
  if (actor.kind !== 'panelist') throw new AppError('forbidden', 'Only participants from a panel have a place to keep.')
  const { projectId } = await raterRow.read(actor, slug)
  await (isHere ? noteSeen : noteLeft)(projectId, actor.visitId)
}

/** Includes training and test. */
export async function readOwnVisit(actor: Actor, slug: string): Promise<OwnVisit> {
  if (actor.kind !== 'panelist') throw new AppError('forbidden', 'Only participants from a panel have a visit.')
  const { project } = await guardProject(actor, slug, 'rater')
  const visit = await prisma.panelVisit.findUnique({
    where: { projectId_id: { projectId: project.id, id: actor.visitId } },
    select: { startedAt: true, panel: { select: { settings: true } }, rater: { select: { qualifiedAt: true } } },
  })
  if (!visit) throw notFound('visit')
  const settings = panelSettings.parse(visit.panel.settings)
  const { qualifiedAt } = visit.rater
  const plan = (await visitPlanner(project))(settings, qualifiedAt !== null && qualifiedAt < visit.startedAt)
  return { plan, pay: settings.pay, maxMinutes: settings.maxMinutes }
}

/** Keeps submitted answers, frees the place, and shows the code for partial work. Idempotent. */
export async function stopVisit(actor: Actor, slug: string): Promise<void> {
  if (actor.kind !== 'panelist')
    throw new AppError('forbidden', 'Only participants from a panel can end a visit. Close the page instead.')
  const { visitId } = actor
  const { projectId } = await raterRow.read(actor, slug)
  // The last required answers may just have been submitted.
  await visitProgress({ projectId, visitId }, 'looking')
  const visit = await findVisit(projectId, visitId)
  if (visit && (visit.outcome === null || visit.outcome === 'left'))
    await endPaidVisit({ projectId, visitId, outcome: 'stopped', submittedBefore: null }, prisma)
}

/** Whether a panel's visitor may still act: the visit exists and the identity was not erased. */
export const isVisitOpen = async (actor: Actor & { kind: 'panelist' }): Promise<boolean> =>
  isUuid(actor.visitId) && isVisitOfSomeone(actor)

/** Frees the places of everyone who left, was silent or took too long, in all panels of the server. */
export const freePanelPlaces = (): Promise<number> => freePlaces(null, prisma)
