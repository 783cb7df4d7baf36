import { type Db, prisma } from '@/lib/db/client'
import { findVisit, writeOutcome } from '@/lib/db/recruitment/panel-visit-query'
import type { Actor } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'
import { raterRow } from '@/lib/services/access/guard-project'
import { visitProgress } from '@/lib/services/access/rating-session'

/**
 * Ends a panel's visit before its last task: what was submitted is kept, the place is free, and the screen then shows the
 * code for part of the work. A visit that has ended already stays as it is.
 */
export async function stopVisit(actor: Actor, slug: string, db: Db = prisma): Promise<void> {
  if (actor.kind !== 'panelist')
    throw new AppError('forbidden', 'Only participants from a panel can end a visit. Close the page instead.')
  const { visitId } = actor
  const { projectId } = await raterRow.read(actor, slug, db)
  // The last answers may have come in just before.
  await visitProgress({ projectId, visitId }, 'looking', db)
  const visit = await findVisit(projectId, visitId, db)
  if (visit && (visit.outcome === null || visit.outcome === 'left'))
    await writeOutcome(projectId, visitId, 'stopped', db)
}
