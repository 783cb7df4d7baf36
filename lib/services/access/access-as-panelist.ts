import { type Db, prisma } from '@/lib/db/client'
import { findPanelistAccess } from '@/lib/db/recruitment/panel-visit-query'
import type { Actor } from '@/lib/domain/permissions'
import { notFound } from '@/lib/errors'

/** Whom a panel sent as a rater of the project they were sent to; of every other they learn nothing. */
export async function accessAsPanelist(actor: Actor & { kind: 'panelist' }, slug: string, db: Db = prisma) {
  const access = slug.includes('\0') ? null : await findPanelistAccess(actor, slug, db)
  if (!access) throw notFound('project')
  return { ...access, visitId: actor.visitId }
}
