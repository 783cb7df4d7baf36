import { raterSettings, usualSettings } from '@/lib/contracts/rating/rater-settings'
import { prisma } from '@/lib/db/client'
import type { ExpertWay, ExpertWork } from '@/lib/domain/golden/expert-way'
import type { Actor } from '@/lib/domain/permissions'
import { accessAsExpert } from './golden-expert'

/** Returns and stores `chosen`, or else returns the previous choice; image by image by default. */
export async function expertWay(
  actor: Actor,
  { slug, work, chosen }: { slug: string; work: ExpertWork; chosen: ExpertWay | null },
): Promise<ExpertWay> {
  const { project, raterId } = await accessAsExpert(actor, slug)
  const where = { projectId_id: { projectId: project.id, id: raterId } }
  const rater = await prisma.rater.findUnique({ where, select: { settings: true } })
  const settings = raterSettings.safeParse(rater?.settings).data ?? usualSettings
  const before = settings.expertWays?.[work] ?? 'image'
  if (chosen === null || chosen === before) return before
  const expertWays = { ...settings.expertWays, [work]: chosen }
  await prisma.rater.update({ where, data: { settings: { ...settings, expertWays } } })
  return chosen
}
