import type { GoldenUseCounts, QualitySettings } from '@/lib/contracts/quality'
import { type Db, prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'
import { goldenUseCounts } from './golden-use-counts'
import { qualitySettingsOf } from './quality-settings'

/** How raters are qualified and watched, with what there is to do it with. */
export async function readQualitySettings(
  actor: Actor,
  slug: string,
  db: Db = prisma,
): Promise<{ settings: QualitySettings; counts: GoldenUseCounts }> {
  const { project } = await guardProject(actor, slug, 'admin', db)
  return { settings: qualitySettingsOf(project.quality), counts: await goldenUseCounts(project.id, db) }
}
