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

/** Parses a project's stored settings, with defaults for what is missing. */
export function qualitySettingsOf(stored: unknown): QualitySettings {
  const parsed = qualitySettings.safeParse(stored)
  if (parsed.success) return parsed.data
  throw new AppError('conflict', 'The stored quality settings cannot be read. Save them again on the Quality page.')
}

export const usesControlTasks = ({ goldenShare, qualification }: QualitySettings): boolean =>
  goldenShare > 0 || qualification !== null

export async function readQualitySettings(
  actor: Actor,
  slug: string,
  db: Db = prisma,
): Promise<{ settings: QualitySettings; counts: GoldenUseCounts }> {
  const { project } = await guardProject(actor, slug, 'admin', db)
  return { settings: qualitySettingsOf(project.quality), counts: await goldenUseCounts(project.id, db) }
}

/** Throws AppError if there are too few test tasks for one attempt, since everybody passes a test without tasks. */
export function refuseMissingTest(qualification: Qualification | null, counts: GoldenUseCounts, field: string): void {
  const message = qualification && testProblem(qualification.testTasks, counts)
  if (message) throw new AppError('invalid-input', message, { [field]: message })
}
