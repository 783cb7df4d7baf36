import { defaultRaterSettings, type RaterSettings, raterSettings } from '@/lib/contracts/rating/rater-settings'
import { prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { accessAsRater } from '@/lib/services/access/rating-session'

export async function saveRaterSettings(
  actor: Actor,
  { slug, settings }: { slug: string; settings: RaterSettings },
): Promise<RaterSettings> {
  const { projectId, raterId } = await accessAsRater(actor, slug)
  await prisma.rater.update({ where: { projectId_id: { projectId, id: raterId } }, data: { settings } })
  return settings
}

export async function readRaterSettings(actor: Actor, { slug }: { slug: string }): Promise<RaterSettings> {
  const { projectId, raterId } = await accessAsRater(actor, slug)
  const rater = await prisma.rater.findUnique({
    where: { projectId_id: { projectId, id: raterId } },
    select: { settings: true },
  })
  return raterSettings.safeParse(rater?.settings).data ?? defaultRaterSettings
}
