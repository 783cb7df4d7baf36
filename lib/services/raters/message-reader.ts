import { type Db, prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { accessAsPanelist } from '@/lib/services/access/access-as-panelist'
import { ownRater } from '@/lib/services/access/own-rater'

/**
 * Whose messages the actor reads in a project; null for a member who never rated there. Makes nobody a rater. Whom a panel
 * sent reads them on the word of their address, as they rate on it.
 */
export async function messageReader(
  actor: Actor,
  slug: string,
  db: Db = prisma,
): Promise<{ projectId: number; raterId: number } | null> {
  const own = actor.kind === 'panelist' ? await accessAsPanelist(actor, slug, db) : await ownRater(actor, slug, db)
  const { projectId, raterId } = own
  return raterId === null ? null : { projectId, raterId }
}
