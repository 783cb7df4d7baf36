import { type Db, prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { raterRow } from '@/lib/services/access/guard-project'

/**
 * Null for a member who never rated; does not create a rater. Panel visitors need no signed entry address to read
 * messages, as they need none to rate.
 */
export async function messageReader(
  actor: Actor,
  slug: string,
  db: Db = prisma,
): Promise<{ projectId: number; raterId: number } | null> {
  const { projectId, raterId } = await raterRow.read(actor, slug, db)
  return raterId === null ? null : { projectId, raterId }
}
