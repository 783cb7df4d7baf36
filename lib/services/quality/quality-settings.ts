import {
  type GoldenUseCounts,
  type Qualification,
  type QualitySettings,
  qualitySettings,
} from '@/lib/contracts/quality'
import { type Db, prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'
import { testProblem } from '@/lib/wording/quality'
import { goldenUseCounts } from './golden-use-counts'

/** The settings as they are stored in a project, with what is left out at its default. */
export function qualitySettingsOf(stored: unknown): QualitySettings {
  const parsed = qualitySettings.safeParse(stored)
  if (parsed.success) return parsed.data
  throw new AppError('conflict', 'The stored quality settings cannot be read. Save them again on the Quality page.')
}

/** Whether anyone is checked by gold questions at all. */
export const usesControlTasks = ({ goldenShare, qualification }: QualitySettings): boolean =>
  goldenShare > 0 || qualification !== null

/** How raters are qualified and watched, with what there is to do it with. */
export async function readQualitySettings(
  actor: Actor,
  slug: string,
  db: Db = prisma,
): Promise<{ settings: QualitySettings; counts: GoldenUseCounts }> {
  const { project } = await guardProject(actor, slug, 'admin', db)
  return { settings: qualitySettingsOf(project.quality), counts: await goldenUseCounts(project.id, db) }
}

/** AppError when there are too few test tasks for one attempt: a test without tasks is one that everybody passes. */
export function refuseMissingTest(qualification: Qualification | null, counts: GoldenUseCounts, field: string): void {
  const message = qualification && testProblem(qualification.testTasks, counts)
  if (message) throw new AppError('invalid-input', message, { [field]: message })
}
