import {
  type GoldenUseCounts,
  type Qualification,
  type QualitySettings,
  qualitySettings,
} from '@/lib/contracts/quality'
import { prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import type { AskableLabels } from '@/lib/domain/quality/ineffective-settings'
import { conflict, invalidInput } from '@/lib/errors'
import { changeProject, guardProject } from '@/lib/services/access/guard-project'
import { type BaselineValues, refuseStale } from '@/lib/services/access/refuse-stale'
import { testProblem } from '@/lib/wording/quality'
import { askableLabels, findGoldenUses, goldenUseCounts } from './golden-use-counts'
import { writeControlTasks } from './write-control-tasks'

/** Parses a project's stored settings, with defaults for what is missing. */
export function qualitySettingsOf(stored: unknown): QualitySettings {
  const parsed = qualitySettings.safeParse(stored)
  if (parsed.success) return parsed.data
  throw conflict('The stored quality settings cannot be read. Save them again under Quality, Rules.')
}

/** For the form that replaces unreadable settings: the stored settings, or the defaults if they cannot be read. */
function settingsToEdit(stored: unknown): { settings: QualitySettings; isReadable: boolean } {
  const { success: isReadable, data } = qualitySettings.safeParse(stored)
  return { settings: data ?? qualitySettings.parse({}), isReadable }
}

/** Rules on golden accuracy read the truth of votes from control tasks, even if raters get no gold questions. */
export const usesControlTasks = ({ goldenShare, qualification, rules }: QualitySettings): boolean =>
  goldenShare > 0 || qualification !== null || rules.some(({ kind }) => kind === 'golden-marks')

export async function readQualitySettings(
  actor: Actor,
  slug: string,
): Promise<{
  settings: QualitySettings
  isReadable: boolean
  counts: GoldenUseCounts
  askable: AskableLabels
  hasPublicRelease: boolean
}> {
  const { project, projectId } = await guardProject(actor, slug, 'admin')
  const { settings, isReadable } = settingsToEdit(project.quality)
  const uses = await findGoldenUses(projectId)
  const [counts, askable, publicReleases] = await Promise.all([
    goldenUseCounts(projectId, uses),
    askableLabels(projectId, uses, usesControlTasks(settings)),
    prisma.release.count({ where: { projectId, NOT: { publicSince: null } } }),
  ])
  return { settings, isReadable, counts, askable, hasPublicRelease: publicReleases > 0 }
}

/** Throws AppError if there are too few test tasks for one attempt, since everybody passes a test without tasks. */
export function refuseMissingTest(qualification: Qualification | null, counts: GoldenUseCounts, field: string): void {
  const message = qualification && testProblem(qualification.testTasks, counts)
  if (message) throw invalidInput(message, { [field]: message })
}

/**
 * Settings apply from the next task on; raters who passed an earlier test stay qualified. Throws AppError
 * `invalid-input` if there are too few tasks for the test.
 */
export const updateQuality = (
  actor: Actor,
  { slug, settings, basedOn }: { slug: string; settings: QualitySettings; basedOn?: BaselineValues },
): Promise<QualitySettings> =>
  changeProject(actor, slug, async ({ tx, projectId, audit }) => {
    const { quality } = await tx.project.findUniqueOrThrow({ where: { id: projectId } })
    if (basedOn) refuseStale(settingsToEdit(quality).settings, settings, basedOn)
    if (usesControlTasks(settings)) await writeControlTasks(projectId, tx)
    if (settings.qualification) {
      const counts = await goldenUseCounts(projectId, await findGoldenUses(projectId, tx), tx)
      refuseMissingTest(settings.qualification, counts, 'qualification.testTasks')
    }
    await tx.project.update({
      where: { id: projectId },
      // Raters who wait or have finished ask for tasks again.
      data: { quality: settings, generation: { increment: 1 } },
    })
    await audit('quality.update', settings)
    return settings
  })
