import { type Db, prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { raterRow } from '@/lib/services/access/guard-project'

/**
 * Whose messages the actor reads in a project; null for a member who never rated there. Makes nobody a rater. Whom a panel
 * sent reads them on the word of their address, as they rate on it.
 */
export async function messageReader(
  actor: Actor,
  slug: string,
  db: Db = prisma,
): Promise<{ projectId: number; raterId: number } | null> {
  const { projectId, raterId } = await raterRow.read(actor, slug, db)
  return raterId === null ? null : { projectId, raterId }
}
