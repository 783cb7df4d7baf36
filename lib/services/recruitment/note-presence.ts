import { type Db, prisma } from '@/lib/db/client'
import { noteLeft, noteSeen } from '@/lib/db/recruitment/panel-visit-query'
import type { Actor } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'
import { raterRow } from '@/lib/services/access/guard-project'

/** The browser of a panel's participant says that the page was opened or closed. */
export async function notePresence(
  actor: Actor,
  { slug, isHere }: { slug: string; isHere: boolean },
  db: Db = prisma,
): Promise<void> {
  if (actor.kind !== 'panelist') throw new AppError('forbidden', 'Only participants from a panel have a place to keep.')
  const { projectId } = await raterRow.read(actor, slug, db)
  await (isHere ? noteSeen : noteLeft)(projectId, actor.visitId, db)
}
