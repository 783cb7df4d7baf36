import { type RaterSettings, raterSettings, usualSettings } from '@/lib/contracts/rating/rater-settings'
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

export async function readRaterSettings(
  actor: Actor,
  { slug }: { slug: string },
  db: Db = prisma,
): Promise<RaterSettings> {
  const { projectId, raterId } = await accessAsRater(actor, slug, db)
  const rater = await db.rater.findUnique({
    where: { projectId_id: { projectId, id: raterId } },
    select: { settings: true },
  })
  return raterSettings.safeParse(rater?.settings).data ?? usualSettings
}
