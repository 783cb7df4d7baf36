import { type Db, prisma } from '@/lib/db/client'
import { findVisit, writeOutcome } from '@/lib/db/recruitment/panel-visit-query'
import type { Actor } from '@/lib/domain/permissions'
import { isLasting } from '@/lib/domain/recruitment/panel-outcome'
import { AppError } from '@/lib/errors'
import { raterRow } from '@/lib/services/access/guard-project'

/** A panel's visitor does not agree: the visit ends without a task, and the screen shows the way back for that case. */
export async function declineConsent(actor: Actor, slug: string, db: Db = prisma): Promise<void> {
  if (actor.kind !== 'panelist')
    throw new AppError('forbidden', 'Only participants from a panel can end a visit. Close the page instead.')
  const { visitId } = actor
  const { projectId } = await raterRow.read(actor, slug, db)
  const visit = await findVisit(projectId, visitId, db)
  if (!isLasting(visit?.outcome ?? null)) await writeOutcome(projectId, visitId, 'no-consent', db)
}
