import { type Db, prisma } from '@/lib/db/client'
import { isVisitOfSomeone } from '@/lib/db/recruitment/panel-visit-query'
import type { Actor } from '@/lib/domain/permissions'
import { isUuid } from '@/lib/domain/uuid'

/** Whether a panel's visitor may still act: the visit is there and the identity behind it was not erased. */
export const isVisitOpen = async (actor: Actor & { kind: 'panelist' }, db: Db = prisma): Promise<boolean> =>
  isUuid(actor.visitId) && isVisitOfSomeone(actor, db)
