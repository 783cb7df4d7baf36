import type { RaterSettings } from '@/lib/contracts/rating/rater-settings'
import { type Db, prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { accessAsRater } from '@/lib/services/access/rating-session'

export async function saveRaterSettings(
  actor: Actor,
  { slug, settings }: { slug: string; settings: RaterSettings },
  db: Db = prisma,
): Promise<RaterSettings> {
  const { projectId, raterId } = await accessAsRater(actor, slug, db)
  await db.rater.update({ where: { projectId_id: { projectId, id: raterId } }, data: { settings } })
  return settings
}
